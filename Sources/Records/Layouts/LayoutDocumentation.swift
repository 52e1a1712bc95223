/// The page that describes the files, made from their layouts.
public enum LayoutDocumentation {
    /// The whole page in Markdown: every file, its columns, and an example row.
    public static var markdown: String {
        ([introduction] + RecordLayout.all.map(section) + [oneRoster, edFi, hsds]).joined(separator: "\n")
    }

    private static let introduction = """
        <!-- Made from Sources/Records/Layouts; renew with: CASELOAD_RENEW=1 swift test --filter LayoutDocumentation -->
        # The files that Caseload reads

        Any of these files, in any number and order, go in with one `caseload import`; so do OneRoster 1.1 and \
        1.2 CSV, HSDS 3 CSV and Ed-Fi interchange XML, as a folder or a zip. A file is known by its name, a column by its header, in any order. \
        A file with other names or headers needs a mapping.

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
        | StudentSchoolAssociation | school, grade and days of enrollment. Where no file has any, a \
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
        attendance and discipline are Ed-Fi's own words; a mapping adds to them. Records and words that are \
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
        in theirs; everybody else is left out, and `password` is never read |
        | demographics.csv | demographics, under names as `birth_date` |
        | `metadata.*` of a student's row in users.csv, and of demographics.csv | demographics, \
        `metadata.homeRoom` under the name `home_room` |
        | lineItems.csv, results.csv | homework and credits, by the title of the line item's category |
        | categories.csv, classes.csv, courses.csv | looked up for them |
        | enrollments.csv | checked, counted and left out: who is in which class is not held |

        A student's id is the user's `sourcedId`; a district's own files name students by it. A district's other extension columns are named in the summary. Without a \
        mapping, a category whose title contains `homework` is homework, and one whose title contains \
        `final grade` is grades; other results are left out and counted. Line items, categories, classes and \
        courses stay on record: the files of a later `delta` need not have them. Homework follows a line item \
        whose title, days or maximum change; a grade in percent stays until its result comes again.

        Where users.csv is `bulk` in the manifest, or there is no manifest and no row is `tobedeleted`, \
        students from earlier rosters who are missing are ended on the day of the import, and guardians from \
        earlier rosters who are missing leave the circles of the students who are there. More than a tenth of \
        either needs `--allow-removals`. In a `delta`, a row with the status `tobedeleted` ends a student (a user, \
        or the role at the student's school) and withdraws a guardian, a result, a line item with all its \
        results, a term or a student's demographics. A delta may have users.csv or roles.csv alone: what the \
        missing one would say stays as it is on record.

        """
}
