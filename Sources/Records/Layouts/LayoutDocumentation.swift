/// The page that describes the files, made from their layouts.
public enum LayoutDocumentation {
    /// The whole page in Markdown: every file, its columns, and an example row.
    public static var markdown: String {
        ([introduction] + RecordLayout.all.map(section) + [mapping, oneRoster, edFi, hsds])
            .joined(separator: "\n")
    }

    private static let introduction = """
        <!-- Made from Sources/Records/Layouts; renew with: CASELOAD_RENEW=1 swift test --filter LayoutDocumentation -->
        # The files that Caseload reads

        Any of these files, in any number and order, go in with one `caseload import`; so do OneRoster 1.1 and \
        1.2 CSV, HSDS 3 CSV and Ed-Fi interchange XML, as a folder or a zip. A file is known by its name, a column by its header, in any order. \
        A file with other names or headers, and codes and categories of a district's own, need a \
        [mapping](#names-codes-and-categories-of-a-district-mapping).

        - Text is UTF-8, or UTF-16 with a byte-order mark. Lines end in LF, CRLF or CR. The header shows \
        whether `,`, `;` or a tab stands between fields. Fields may be quoted; a quote inside is doubled.
        - Days are written `2026-02-03`, numbers with a point. An empty field is a value that is not known.
        - The columns marked *key* together say which record a row is. A row whose key is on record changes \
        it, and what stood there is kept beside; a column that the file does not have leaves what is on record.
        - A row that names a student, school, mentor or indicator needs that record, from an earlier import \
        or from a file of the same one.

        """

    private static func section(_ layout: RecordLayout) -> String {
        let columns = layout.columns.filter { $0.presence != .derived }
        let rows = columns.map { column in
            let marks = [
                column.presence == .required ? "required" : "", column.isKey ? "*key*" : "",
            ]
            let note = marks.filter { !$0.isEmpty }.joined(separator: ", ")
            return "| `\(column.name)` | \(column.type.prose) | \(note) | \(column.prose) |"
        }
        return """
            ## \(layout.fileName)

            \(layout.prose)

            | column | holds | | |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))

            ```csv
            \(columns.map(\.name).joined(separator: ","))
            \(columns.map(\.example).joined(separator: ","))
            ```

            """
    }

    private static let mapping = #"""
        ## Names, codes and categories of a district: `--mapping`

        `caseload import --mapping mapping.json PATH…` reads the files as one JSON file says. This one has all \#
        that there is; each of its four parts may be left out, and a word that is not known is an error.

        ```json
        {
          "codes": {
            "attendance": { "UA": "unexcused", "EX": "excused" },
            "discipline": { "Reflection room": "in_school_suspension" }
          },
          "categories": { "homework": ["Assignments"], "grades": ["Report card"] },
          "records": { "schools": [{ "school_id": "IPP", "name": "Polytechnic" }] },
          "files": [
            {
              "file": "Pupils.csv",
              "delimiter": ";",
              "records": [
                {
                  "record": "students",
                  "columns": {
                    "student_id": { "row": "S-{row}" },
                    "given_name": "First name",
                    "family_name": "Last name",
                    "grade": { "column": "Year", "codes": { "Nine": "9", "Ten": "10" } },
                    "school_id": { "value": "IPP" }
                  }
                },
                {
                  "record": "observations",
                  "columns": { "student_id": { "row": "S-{row}" }, "date": { "value": "2026-02-02" } },
                  "each": { "On task": "time_on_task" }
                },
                {
                  "record": "outcomes",
                  "columns": {
                    "student_id": { "row": "S-{row}" },
                    "outcome": { "value": "dropout" },
                    "value": { "column": "Status", "codes": { "Left": "1", "Diploma": "0", "Here": "" } }
                  },
                  "skip_when_empty": "value"
                }
              ]
            }
          ]
        }
        ```

        With it these come in, `Pupils.csv`:

        ```csv
        First name;Last name;Year;On task;Status
        Ana;Cruz;Nine;7;Diploma
        Bo;Lind;Ten;;Here
        ```

        and beside it `attendance.csv`:

        ```csv
        student_id,date,code
        S-1,2026-02-03,UA
        S-1,2026-02-04,EX
        ```

        and `discipline.csv`:

        ```csv
        student_id,date,kind
        S-1,2026-02-03,Reflection room
        ```

        - `codes` says what the district's codes mean in attendance.csv (the column `code`) and discipline.csv \#
        (`kind`), in the words of those columns. `P`, `A`, `E`, `U` and `T` then mean nothing any longer unless they \#
        are among them, nor do the other words for the suspensions. Ed-Fi's own words stay, and these go before them.
        - `categories` says by their exact titles which OneRoster categories are `homework` and which are \#
        `grades`; a list that is given goes in place of what is said under OneRoster below. The types of Ed-Fi's \#
        gradebook entries are such titles for `homework` too.
        - `records` holds whole records that stand in no file, by the names of the files above.
        - `files` says what each row of a file with other headers is: for each of its `records` the kind of \#
        `record` and its `columns`. A column is filled from a header of the file (`"First name"`, or `column` with \#
        `codes` for its words; a word without a code is refused), with the same `value` always, or with the number \#
        of the `row` (`S-{row:5}` gives `S-00001`). `each` makes a record of each of these headers, under the \#
        name given; it is for observations, surveys, outcomes and demographics. A row in which the column \#
        `skip_when_empty` has no value makes no record. `delimiter` is only needed where the header does not show it.

        """#

    private static let edFi = """
        ## Ed-Fi interchange XML

        A file is known by its root element (`InterchangeStudent` and so on), whatever its name; ids are \
        Ed-Fi's own. Import the files of a district together: records name one another across them.

        | record | becomes |
        |---|---|
        | School | schools |
        | Session, GradingPeriod | terms, and the school years that sessions name |
        | CalendarDate | school days and days off, but not of a calendar that is one student's |
        | Student | students; the date of birth and the sex are demographic facts |
        | StudentSchoolAssociation | school, grade and days of enrollment: the one that begins last, those before as \
        earlier enrollments. Where no file has any, a \
        student without a school is at the one that noted attendance last |
        | StudentSchoolAttendanceEvent, StudentSectionAttendanceEvent | attendance; a lateness in a section \
        on a day on which the school noted the student tardy is the same one |
        | StudentDisciplineIncidentBehaviorAssociation of a perpetrator | a referral on the incident's day |
        | DisciplineAction | suspensions and detentions; an expulsion is an out-of-school suspension of its days |
        | StudentContactAssociation with Contact | guardians |
        | StudentInterventionAssociation with Intervention | interventions: basic for a whole class or school, \
        intensive for a small group or one student |
        | StudentGradebookEntry with GradebookEntry | homework: entries of that type, and without a type \
        those with a due date |
        | Student…ProgramAssociation | demographic facts `program_…`: yes, or ended |

        Names of before Ed-Fi 5 (Parent, StudentDisciplineIncidentAssociation) are read as well. The codes of \
        attendance and discipline are Ed-Fi's own words; a mapping adds to them, and says which types of gradebook \
        entry are homework where these are not those whose name has homework or assignment in it. Records and words that are \
        not understood are counted and named in the summary. A document type declaration is refused.

        """

    private static let hsds = """
        ## HSDS 3

        The files of a community's directory as Open Referral's tools write them, named in the plural \
        (`services.csv`) or in the singular (`service.csv`): \
        \(HSDSFile.layouts.map(\.fileName).joined(separator: ", ")). Columns of the standard that are not \
        listed above are passed over; others are named in the summary. The standard's other files hold \
        nothing that is needed.

        A directory is taken whole, however many folders it is in: a service that its files no longer \
        have ends on the day of the import, and what else they no longer have is withdrawn. More than a \
        tenth of a file's records needs `--allow-removals`. A file that is not there changes nothing.

        """

    private static let oneRoster = """
        ## OneRoster 1.1 and 1.2

        | file | becomes |
        |---|---|
        | orgs.csv | schools: those of type `school`; where they lie from `metadata.latitude` and \
        `metadata.longitude` |
        | academicSessions.csv | terms |
        | users.csv, roles.csv | students: users with the role `student`; guardians: users with the role \
        `guardian`, `parent` or `relative` whom a student's `agentSourcedIds` names, or who name the student \
        in theirs; everybody else is left out, and `password` is never read. Of several student roles the one that \
        begins last says where the student is (no secondary one as long as a primary one lasts), the others where \
        the student was before |
        | demographics.csv | demographics, under names as `birth_date` |
        | `metadata.*` of a student's row in users.csv, and of demographics.csv | demographics, \
        `metadata.homeRoom` under the name `home_room` |
        | lineItems.csv, results.csv | homework and credits, by the title of the line item's category |
        | categories.csv, classes.csv, courses.csv | looked up for them |
        | enrollments.csv | checked, counted and left out: who is in which class is not held |

        A student's id is the user's `sourcedId`; a district's own files name students by it. A district's other extension columns are named in the summary. Without a \
        mapping, a category whose title contains `homework` is homework, and one whose title contains \
        `final grade` is grades; the categories of other results are named in the summary, and they are left \
        out. Line items, categories, classes and \
        courses stay on record: the files of a later `delta` need not have them. Homework follows a line item \
        whose title, days or maximum change; a grade in percent stays until its result comes again.

        Where users.csv is `bulk` in the manifest, or there is no manifest and no row is `tobedeleted`, \
        students from earlier rosters who are missing are ended on the day of the import, and guardians from \
        earlier rosters who are missing leave the circles of the students who are there. More than a tenth of \
        either needs `--allow-removals`. It is the same where the manifest says that demographics.csv, \
        lineItems.csv or results.csv is `bulk`: the facts, the results, and the line items with all their \
        results that such a file no longer has are withdrawn. Line items and results are taken for missing in the classes \
        alone that classes.csv, lineItems.csv and results.csv have, so that what the classes of earlier years brought stays; \
        so does what students had who left. In a `delta`, a row with the status `tobedeleted` ends a student (a user, \
        or the role at the student's school) and withdraws a guardian, a result, a line item with all its \
        results, a term or a student's demographics. A delta may have users.csv or roles.csv alone: what the \
        missing one would say stays as it is on record.

        """
}
