-- Packs and alerts of reports: notices that open a page, mails with HTML.
alter table notice add column link text not null default '';
comment on column notice.link is 'path of the page in this application that it opens';
alter table outbox add column html text not null default '';
comment on column outbox.html is 'the same as the body for channels that show HTML';
