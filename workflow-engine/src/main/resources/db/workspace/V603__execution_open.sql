-- Open executions, counted for each workflow; it holds few rows, however many have ended.
create index execution_open on execution (workflow, status, id desc) where status in (1, 2, 5);
drop index execution_failed;
