extension Migrations {
    /// The community's services as HSDS has them, the steps of students' linkages to them, and where
    /// schools lie.
    static let schemaVersion4 = """
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
        """
}
