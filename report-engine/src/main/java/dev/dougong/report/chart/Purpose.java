package dev.dougong.report.chart;

/** What somebody asks who groups and measures; a type of chart says which questions it is for. */
public enum Purpose {
  /** One number. */
  VALUE,
  /** How a value goes on, day by day or year by year. */
  COURSE,
  /** How far records come, stage by stage. */
  STAGES,
  /** Groups beside each other. */
  COMPARISON
}
