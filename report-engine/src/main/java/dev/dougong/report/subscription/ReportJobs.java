package dev.dougong.report.subscription;

/**
 * The work of subscriptions and alerts that nobody waits for. Any number of nodes may call at the
 * same time; what one of them began when it died is done by another. Thread-safe.
 */
public interface ReportJobs {

  /** Follows the documents of roles and makes one pack that is due; gives how many it met. */
  int sendPacks();

  /** Looks at one alert that is due; gives how many it met. */
  int lookAtAlerts();

  /** Does all of it until nothing is due any more; gives how much was done. */
  default int runDue() {
    int all = 0;
    int done;
    do {
      done = sendPacks() + lookAtAlerts();
      all += done;
    } while (done > 0);
    return all;
  }
}
