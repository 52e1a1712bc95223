"""Scores students with a Caseload plugin on every partition of a Spark job.

python3 score_with_spark.py CASELOAD DISTRICT PLUGIN AS_OF [PARTITIONS]

CASELOAD is the program, DISTRICT the folder with students.csv and attendance.csv of the tool's own layout, PLUGIN
a scoring plugin. Prints a line of JSON for each student. Spark carries the distribution: each partition is piped
through a `caseload score --stdin` of its own, which needs no database.
"""

import shlex
import sys

from pyspark.sql import SparkSession, functions as F

caseload, district, plugin, as_of = sys.argv[1:5]
partitions = int(sys.argv[5]) if len(sys.argv) > 5 else 4

spark = (
    SparkSession.builder.master("local[2]")
    .appName("caseload")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def table(name):
    return spark.read.csv(f"{district}/{name}.csv", header=True)


events = (
    table("attendance")
    .groupBy("student_id")
    .agg(F.sort_array(F.collect_list(F.struct("date", "code"))).alias("attendance"))
)
students = (
    table("students")
    .join(events, "student_id", "left")
    .select(
        F.col("student_id").alias("id"),
        F.expr("try_cast(grade AS INT)").alias("grade"),
        F.coalesce("attendance", F.expr("array()")).alias("attendance"),
    )
    .repartition(partitions, "id")
)
score = shlex.join([caseload, "score", plugin, "--stdin", "--as-of", as_of, "--workers", "1"])
# Exit code 1 says that some students failed, which their lines say themselves; any other one ends the job, or a
# partition would be missing and nobody would know.
command = shlex.join(["sh", "-c", f"{score}; status=$?; [ $status -eq 1 ] && exit 0; exit $status"])
for line in students.toJSON().pipe(command, checkCode=True).collect():
    print(line)
spark.stop()
