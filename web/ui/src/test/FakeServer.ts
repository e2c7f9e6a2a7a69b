import { parseJson, writeJson } from "@dougong/kit/api";
import { afterEach, vi } from "vitest";

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

export interface FakeAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Route = (request: FakeRequest) => FakeAnswer;

/** Stands where the network is: answers by `METHOD /path`, and remembers what was asked. */
export class FakeServer {
  readonly requests: FakeRequest[] = [];
  private readonly routes = new Map<string, Route>();

  constructor() {
    vi.stubGlobal("fetch", (input: string, init: RequestInit = {}) => this.answer(input, init));
    afterEach(() => vi.unstubAllGlobals());
  }

  on(route: string, answer: Route): this {
    this.routes.set(route, answer);
    return this;
  }

  sent(route: string): FakeRequest[] {
    return this.requests.filter(({ method, path }) => `${method} ${path}` === route);
  }

  private async answer(input: string, init: RequestInit): Promise<Response> {
    const address = new URL(input, "http://shop.test");
    const request: FakeRequest = {
      method: init.method ?? "GET",
      path: address.pathname,
      query: address.searchParams,
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? parseJson(init.body) : null,
    };
    this.requests.push(request);
    const route = this.routes.get(`${request.method} ${request.path}`);
    const {
      status = 200,
      body,
      headers = {},
    } = route ? route(request) : { status: 404, body: { code: "route.missing" } };
    const text = body === undefined ? null : writeJson(body);
    return new Response(status === 204 ? null : text, { status, headers });
  }
}
