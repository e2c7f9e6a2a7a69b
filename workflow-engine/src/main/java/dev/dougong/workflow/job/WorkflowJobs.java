package dev.dougong.workflow.job;

/**
 * The work of workflows that nobody waits for. Any number of nodes and threads may call at the same
 * time; what one of them began when it died is begun again by another. Thread-safe.
 */
public interface WorkflowJobs {

  /**
   * Runs one step that is due, of the workflow whose turn it is.
   *
   * @return whether there was one
   */
  boolean runStep();

  /**
   * Starts what is due by time, and takes over rules that were published.
   *
   * @return how many moments were looked at
   */
  int fireDue();

  /**
   * Follows what was committed to records: who is in which segment, and steps that wait for a
   * record.
   *
   * @return how many changes were read
   */
  int followChanges();

  /**
   * Sends what waits in the outbox.
   *
   * @return how many were tried
   */
  int send();

  /**
   * Moves some records of people who hand over their work.
   *
   * @return how many; 0 where nothing waits
   */
  int handOver();

  /**
   * Begins some executions of what people started for many records.
   *
   * @return how many records were looked at; 0 where nothing waits
   */
  int startMany();

  /**
   * Reminds people of tasks.
   *
   * @return how many tasks were looked at
   */
  int remind();

  /**
   * Writes changes of tasks into the records of task logs.
   *
   * @return how many tasks were written
   */
  int noteTasks();

  /**
   * Makes calls that steps wait for.
   *
   * @return how many were tried
   */
  int call();

  /**
   * Exchanges records with other systems: takes a page, collects changes, sends some.
   *
   * @return how much was done
   */
  int sync();

  /** Does all of it until nothing is due any more; gives how much was done. */
  default int runDue() {
    int all = 0;
    int done;
    do {
      done = fireDue() + followChanges() + handOver() + startMany() + remind() + noteTasks();
      done += send() + call() + sync();
      while (runStep()) {
        done++;
      }
      all += done;
    } while (done > 0);
    return all;
  }
}
