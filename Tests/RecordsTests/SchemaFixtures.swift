/// Databases as earlier versions left them, as SQL. Never changed: they stand for files out there.
enum SchemaFixtures {
    static let version1 = """
        CREATE TABLE import (
          id INTEGER PRIMARY KEY, at INTEGER NOT NULL, user TEXT NOT NULL, file TEXT NOT NULL,
          sha256 TEXT NOT NULL
        ) STRICT;
        CREATE TABLE superseded (
          id INTEGER PRIMARY KEY, record TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL,
          import INTEGER NOT NULL REFERENCES import, at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE school (
          number INTEGER PRIMARY KEY, school_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
          import INTEGER NOT NULL REFERENCES import
        ) STRICT;
        CREATE TABLE term (
          term_id TEXT PRIMARY KEY, title TEXT NOT NULL, kind INTEGER NOT NULL, start INTEGER NOT NULL,
          "end" INTEGER NOT NULL, import INTEGER NOT NULL REFERENCES import
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE calendar (
          school INTEGER NOT NULL, date INTEGER NOT NULL, school_day INTEGER NOT NULL, note TEXT,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (school, date)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE indicator (
          number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, domain INTEGER, title TEXT, unit TEXT,
          minimum REAL, maximum REAL, direction INTEGER, cadence INTEGER, source TEXT,
          import INTEGER REFERENCES import
        ) STRICT;
        CREATE TABLE mentor (
          number INTEGER PRIMARY KEY, mentor_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, education TEXT,
          years_home REAL, years_school REAL, caseload_limit INTEGER,
          import INTEGER NOT NULL REFERENCES import
        ) STRICT;
        CREATE TABLE student (
          number INTEGER PRIMARY KEY, student_id TEXT NOT NULL UNIQUE, given_name TEXT, middle_name TEXT,
          family_name TEXT, preferred_name TEXT, grade INTEGER, school INTEGER REFERENCES school,
          enrolled_from INTEGER, enrolled_to INTEGER, language TEXT, roster INTEGER,
          import INTEGER NOT NULL REFERENCES import
        ) STRICT;
        CREATE TABLE demographic (
          student INTEGER NOT NULL REFERENCES student, name TEXT NOT NULL, value TEXT NOT NULL,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE caseload (
          mentor INTEGER NOT NULL REFERENCES mentor, student INTEGER NOT NULL REFERENCES student,
          "from" INTEGER NOT NULL, "to" INTEGER, import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, mentor, "from")
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE attendance (
          student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL, slot INTEGER NOT NULL,
          period TEXT NOT NULL, code INTEGER NOT NULL, reason TEXT, import INTEGER NOT NULL,
          PRIMARY KEY (student, date, slot, period)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE discipline (
          student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL, kind INTEGER NOT NULL,
          incident_id TEXT NOT NULL, days REAL, note TEXT, import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, date, kind, incident_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE credit (
          student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL, term TEXT NOT NULL,
          course TEXT NOT NULL, subject TEXT NOT NULL, grade TEXT, percent REAL, attempted REAL,
          earned REAL, in_progress REAL, source_id TEXT NOT NULL,
          import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, date, term, course, subject, source_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE homework (
          student INTEGER NOT NULL REFERENCES student, homework_id TEXT NOT NULL, title TEXT NOT NULL,
          assigned INTEGER, due INTEGER, status INTEGER, score REAL, maximum REAL,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, homework_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE observation (
          student INTEGER NOT NULL REFERENCES student, indicator INTEGER NOT NULL REFERENCES indicator,
          date INTEGER NOT NULL, setting INTEGER NOT NULL, recorder TEXT NOT NULL, value REAL NOT NULL,
          note TEXT, import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, indicator, date, setting, recorder)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE survey_answer (
          student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL, instrument TEXT NOT NULL,
          subscale TEXT NOT NULL, item TEXT NOT NULL, value REAL NOT NULL,
          import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, date, instrument, subscale, item)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE activity (
          student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL, kind INTEGER NOT NULL,
          name TEXT NOT NULL, hours REAL, import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, date, kind, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE outcome (
          student INTEGER NOT NULL REFERENCES student, outcome TEXT NOT NULL, value REAL NOT NULL,
          date INTEGER, import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, outcome)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE run (
          id INTEGER PRIMARY KEY, started INTEGER NOT NULL, finished INTEGER NOT NULL, user TEXT NOT NULL,
          plugin TEXT NOT NULL, version TEXT NOT NULL, plugin_hash TEXT NOT NULL, options TEXT NOT NULL,
          as_of INTEGER NOT NULL, fingerprint TEXT NOT NULL, seed INTEGER NOT NULL,
          host_version TEXT NOT NULL
        ) STRICT;
        CREATE INDEX run_of_plugin ON run (plugin, as_of);
        CREATE TABLE result (
          run INTEGER NOT NULL REFERENCES run, student INTEGER NOT NULL REFERENCES student,
          kind INTEGER NOT NULL, score REAL, tier TEXT, academic REAL, behavioral REAL, cognitive REAL,
          affective REAL, reasons TEXT, error TEXT, PRIMARY KEY (run, student)
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = 1131629668;
        PRAGMA user_version = 1;
        INSERT INTO import VALUES (1, 1767225600, 'ana', 'students.csv', 'ab');
        INSERT INTO school VALUES (1, 'HS', 'North High', 1);
        INSERT INTO student VALUES (1, 'S-1', 'Amara', NULL, 'Okafor', NULL, 9, 1, NULL, NULL, NULL, NULL, 1);
        INSERT INTO attendance VALUES (1, 20487, 0, '', 2, NULL, 1);
        INSERT INTO run VALUES (1, 1, 2, 'ana', 'early', '1.0', 'ab', '{}', 20487, 'cd', 7, '0.1');
        INSERT INTO result VALUES (1, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        """

    static let version2 =
        version1 + """
            CREATE TABLE guardian (
              student INTEGER NOT NULL REFERENCES student, guardian_id TEXT NOT NULL, name TEXT NOT NULL,
              relationship TEXT, phone TEXT, email TEXT, language TEXT, is_primary INTEGER,
              import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, guardian_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE contact (
              student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL,
              mentor INTEGER NOT NULL REFERENCES mentor, "with" INTEGER NOT NULL, contact_id TEXT NOT NULL,
              role INTEGER NOT NULL, setting INTEGER NOT NULL, mode INTEGER, minutes INTEGER, person TEXT,
              note TEXT, import INTEGER NOT NULL REFERENCES import,
              PRIMARY KEY (student, date, mentor, "with", contact_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE intervention (
              student INTEGER NOT NULL REFERENCES student, start INTEGER NOT NULL, kind INTEGER NOT NULL,
              focus INTEGER NOT NULL, intervention_id TEXT NOT NULL, "end" INTEGER, status INTEGER, role INTEGER,
              mentor INTEGER REFERENCES mentor, indicators TEXT, outcome TEXT, note TEXT,
              import INTEGER NOT NULL REFERENCES import,
              PRIMARY KEY (student, start, kind, focus, intervention_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE goal (
              student INTEGER NOT NULL REFERENCES student, set_on INTEGER NOT NULL, goal TEXT NOT NULL,
              due INTEGER, progress REAL, status INTEGER, closed_on INTEGER,
              import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, set_on, goal)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE strength (
              student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL, strength TEXT NOT NULL,
              recorder TEXT, import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, date, strength)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 2;
            INSERT INTO import VALUES (2, 1767225601, 'ana', 'goals.csv', 'ab');
            INSERT INTO goal VALUES (1, 20487, 'Pass Algebra', NULL, 40.0, NULL, NULL, 2);
            """

    static let version3 =
        version2 + """
            CREATE TABLE entry (
              import INTEGER NOT NULL REFERENCES import, record TEXT NOT NULL, key TEXT NOT NULL,
              undone INTEGER REFERENCES import, PRIMARY KEY (import, record, key)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 3;
            INSERT INTO import VALUES (3, 1767225602, 'ana', 'log', '');
            INSERT INTO strength VALUES (1, 20487, 'Patient', 'ana', 3);
            INSERT INTO entry VALUES (3, 'strengths', '[1,20487,"Patient"]', NULL);
            """

    static let version4 =
        version3 + """
            ALTER TABLE school ADD COLUMN latitude REAL;
            ALTER TABLE school ADD COLUMN longitude REAL;
            CREATE TABLE organization (
              number INTEGER PRIMARY KEY, organization_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
              description TEXT, email TEXT, website TEXT, import INTEGER NOT NULL REFERENCES import
            ) STRICT;
            CREATE TABLE taxonomy_term (
              number INTEGER PRIMARY KEY, taxonomy_term_id TEXT NOT NULL UNIQUE, code TEXT, name TEXT NOT NULL,
              parent_id TEXT, taxonomy TEXT, import INTEGER NOT NULL REFERENCES import
            ) STRICT;
            CREATE TABLE location (
              number INTEGER PRIMARY KEY, location_id TEXT NOT NULL UNIQUE, name TEXT, transportation TEXT,
              latitude REAL, longitude REAL, import INTEGER NOT NULL REFERENCES import
            ) STRICT;
            CREATE TABLE service (
              number INTEGER PRIMARY KEY, service_id TEXT NOT NULL UNIQUE,
              organization INTEGER REFERENCES organization, name TEXT NOT NULL, alternate_name TEXT,
              description TEXT, url TEXT, email TEXT, status INTEGER, application_process TEXT,
              fees_description TEXT, wait_time TEXT, eligibility_description TEXT, minimum_age REAL,
              maximum_age REAL, ended_on INTEGER, import INTEGER NOT NULL REFERENCES import
            ) STRICT;
            CREATE TABLE service_at_location (
              number INTEGER PRIMARY KEY, service_at_location_id TEXT NOT NULL UNIQUE,
              service INTEGER NOT NULL REFERENCES service, location INTEGER NOT NULL REFERENCES location,
              description TEXT, import INTEGER NOT NULL REFERENCES import
            ) STRICT;
            CREATE TABLE address (
              id TEXT PRIMARY KEY, location INTEGER REFERENCES location, address_1 TEXT, address_2 TEXT,
              city TEXT, state_province TEXT, postal_code TEXT, country TEXT,
              import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE phone (
              id TEXT PRIMARY KEY, location INTEGER REFERENCES location, service INTEGER REFERENCES service,
              organization INTEGER REFERENCES organization,
              service_at_location INTEGER REFERENCES service_at_location, number TEXT NOT NULL,
              extension TEXT, description TEXT, import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE schedule (
              id TEXT PRIMARY KEY, service INTEGER REFERENCES service, location INTEGER REFERENCES location,
              service_at_location INTEGER REFERENCES service_at_location, valid_from INTEGER,
              valid_to INTEGER, dtstart INTEGER, until INTEGER, freq TEXT, byday TEXT, description TEXT,
              opens_at TEXT, closes_at TEXT, import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE service_area (
              id TEXT PRIMARY KEY, service INTEGER REFERENCES service,
              service_at_location INTEGER REFERENCES service_at_location, name TEXT, description TEXT,
              import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE language (
              id TEXT PRIMARY KEY, service INTEGER REFERENCES service, location INTEGER REFERENCES location,
              name TEXT, code TEXT, note TEXT, import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE attribute (
              id TEXT PRIMARY KEY, link_id TEXT NOT NULL,
              taxonomy_term INTEGER NOT NULL REFERENCES taxonomy_term, link_type TEXT, link_entity TEXT,
              value TEXT, import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE cost_option (
              id TEXT PRIMARY KEY, service INTEGER REFERENCES service, valid_from INTEGER, valid_to INTEGER,
              option TEXT, currency TEXT, amount REAL, amount_description TEXT,
              import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE required_document (
              id TEXT PRIMARY KEY, service INTEGER REFERENCES service, document TEXT NOT NULL,
              import INTEGER NOT NULL REFERENCES import
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE linkage_step (
              student INTEGER NOT NULL REFERENCES student, service INTEGER NOT NULL REFERENCES service,
              linkage_id TEXT NOT NULL, date INTEGER NOT NULL, status INTEGER NOT NULL, step_id TEXT NOT NULL,
              mentor INTEGER REFERENCES mentor, domain INTEGER, priority INTEGER, reason TEXT, outcome TEXT,
              proposed_by TEXT, note TEXT, import INTEGER NOT NULL REFERENCES import,
              PRIMARY KEY (student, service, linkage_id, date, status, step_id)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 4;
            INSERT INTO import VALUES (4, 1767225603, 'ana', 'credits.csv', 'ab');
            INSERT INTO credit VALUES (1, 20487, 'T', 'Algebra', 'Math', 'A', NULL, 1.0, 1.0, NULL, '', 4);
            """

    static let version5 =
        version4 + """
            CREATE TABLE graduation_requirement (
              diploma TEXT NOT NULL, subject TEXT NOT NULL, credits REAL NOT NULL, first_grade INTEGER NOT NULL,
              last_grade INTEGER NOT NULL, takes_surplus INTEGER NOT NULL, repeats_count INTEGER NOT NULL,
              import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (diploma, subject)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE graduation_plan (
              student INTEGER PRIMARY KEY REFERENCES student, diploma TEXT NOT NULL,
              import INTEGER NOT NULL REFERENCES import
            ) STRICT;
            CREATE TABLE credit_waiver (
              student INTEGER NOT NULL REFERENCES student, subject TEXT NOT NULL, credits REAL, reason TEXT,
              date INTEGER, import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, subject)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 5;
            INSERT INTO student VALUES (52, 'S-52', 'Bo', NULL, 'Ames', NULL, 9, 1, NULL, NULL, NULL, NULL, 1);
            INSERT INTO run VALUES (2, 10, 15, 'ana', 'early', '1.1', 'ab', '{}', 20488, 'ce', 7, '0.1');
            INSERT INTO result VALUES (2, 1, 0, 12.5, 'high', NULL, NULL, NULL, NULL, NULL, NULL);
            INSERT INTO result VALUES (2, 52, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'no');
            """

    static let version6 =
        version5 + """
            ALTER TABLE run ADD COLUMN is_finished INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE run ADD COLUMN ending TEXT;
            ALTER TABLE run ADD COLUMN selection TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE run ADD COLUMN limits TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE run ADD COLUMN inputs TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE run ADD COLUMN seconds REAL NOT NULL DEFAULT 0;
            ALTER TABLE run ADD COLUMN students INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE run ADD COLUMN scored INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE run ADD COLUMN not_scored INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE run ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
            UPDATE run SET
              students = (SELECT count(*) FROM result WHERE run = run.id),
              scored = (SELECT count(*) FROM result WHERE run = run.id AND kind = 0),
              not_scored = (SELECT count(*) FROM result WHERE run = run.id AND kind = 1),
              failed = (SELECT count(*) FROM result WHERE run = run.id AND kind = 2),
              seconds = finished - started;
            CREATE TABLE cohort (
              run INTEGER NOT NULL REFERENCES run, student INTEGER NOT NULL REFERENCES student,
              PRIMARY KEY (run, student)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 6;
            INSERT INTO import VALUES (5, 1767225604, 'ana', 'services.csv', 'ab');
            INSERT INTO service (number, service_id, name, import) VALUES (1, 'SV-1', 'Club', 5);
            """

    static let version7 =
        version6 + """
            ALTER TABLE run ADD COLUMN contribution TEXT NOT NULL DEFAULT 'score';
            PRAGMA user_version = 7;
            INSERT INTO run (id, started, finished, user, plugin, version, plugin_hash, options, as_of, fingerprint,
              seed, host_version, is_finished, ending) VALUES
              (3, 20, 25, 'ana', 'early', '1.1', 'ab', '{}', 20488, 'ce', 7, '0.1', 0, 'a');
            """

    static let version8 =
        version7 + """
            CREATE TABLE access_students (hash TEXT PRIMARY KEY, students TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE access (
              number INTEGER PRIMARY KEY, at INTEGER NOT NULL, user TEXT NOT NULL, purpose TEXT NOT NULL,
              command TEXT NOT NULL, plugin TEXT NOT NULL, version TEXT NOT NULL, plugin_hash TEXT NOT NULL,
              kinds TEXT NOT NULL, as_of INTEGER NOT NULL, options TEXT NOT NULL, student_count INTEGER NOT NULL,
              students TEXT NOT NULL REFERENCES access_students, previous TEXT NOT NULL, hash TEXT NOT NULL
            ) STRICT;
            CREATE TRIGGER access_is_not_changed BEFORE UPDATE ON access
              BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
            CREATE TRIGGER access_is_not_removed BEFORE DELETE ON access
              BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
            CREATE TRIGGER access_students_are_not_changed BEFORE UPDATE ON access_students
              BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
            CREATE TRIGGER access_students_are_not_removed BEFORE DELETE ON access_students
              BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
            PRAGMA user_version = 8;
            INSERT INTO import VALUES (7, 1767225604, 'ana', 'mentors.csv', 'ab');
            INSERT INTO mentor VALUES (1, 'M-1', 'Ida Marsh', NULL, NULL, NULL, NULL, 7);
            """

    static let version9 =
        version8 + """
            CREATE TABLE training (
              mentor INTEGER NOT NULL REFERENCES mentor, date INTEGER NOT NULL, training TEXT NOT NULL,
              hours REAL, import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (mentor, date, training)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE event (
              mentor INTEGER NOT NULL REFERENCES mentor, date INTEGER NOT NULL, name TEXT NOT NULL,
              kind INTEGER NOT NULL, hours REAL, note TEXT, import INTEGER NOT NULL REFERENCES import,
              PRIMARY KEY (mentor, date, name)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 9;
            INSERT INTO training VALUES (1, 20480, 'Preparation', 12, 7);
            """

    static let version10 =
        version9 + """
            CREATE TABLE fidelity_rule (
              run INTEGER NOT NULL REFERENCES run, mentor INTEGER NOT NULL REFERENCES mentor,
              place INTEGER NOT NULL, rule TEXT NOT NULL, value REAL, target REAL, met INTEGER,
              unit INTEGER NOT NULL, students INTEGER, note TEXT, PRIMARY KEY (run, mentor, place)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 10;
            UPDATE run SET contribution = 'fidelity' WHERE id = 2;
            INSERT INTO fidelity_rule VALUES (2, 1, 0, 'Talks', 0.5, 1, 0, 0, 3, 'a');
            """

    static let version11 =
        version10 + """
            CREATE TABLE one_roster (
              file TEXT NOT NULL, id TEXT NOT NULL, fields TEXT NOT NULL,
              import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (file, id)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 11;
            """

    static let version12 =
        version11 + """
            CREATE TABLE goal_progress (
              student INTEGER NOT NULL REFERENCES student, set_on INTEGER NOT NULL, goal TEXT NOT NULL,
              date INTEGER NOT NULL, progress REAL NOT NULL, import INTEGER NOT NULL REFERENCES import,
              PRIMARY KEY (student, set_on, goal, date)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 12;
            """
}
