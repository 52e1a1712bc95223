import Engagement
import Foundation
import Records
import Testing

/// A community's directory in the files of HSDS 3.
@Suite struct HSDSTests {
    static let directory = [
        "organizations.csv": "id,name,description,tax_id\nO-1,Riverbend,Center,7\n",
        "taxonomy_terms.csv":
            "id,code,name,parent_id\nT-1,H,Education,\nT-2,HH,Tutoring,T-1\nT-3,A,Youth,\n",
        "locations.csv":
            "id,location_type,name,latitude,longitude\nL-1,physical,House,39.1,-84.5\nL-2,physical,Lot,100,101\n",
        "addresses.csv": "id,location_id,address_1,city\nA-1,L-1,1 River St,Millbrook\n",
        "services.csv":
            "id,organization_id,name,status,minimum_age,maximum_age,fees_description\n"
            + "SV-1,O-1,Homework Club,active,12,19,Free\nSV-2,O-1,Clinic,temporarily closed,,,\n",
        "service_at_location.csv": "id,service_id,location_id\nSL-1,SV-1,L-1\nSL-2,SV-2,L-1\n",
        "schedules.csv":
            "id,service_id,service_at_location_id,byday,opens_at,closes_at,freq,valid_from,until\n"
            + "C-1,SV-1,,\"TU,TH\",15:00:00,18:00Z,WEEKLY,2025-09-01,2026-06-12\n"
            + "C-2,,SL-2,,8:00,12:00,DAILY,,\n",
        "languages.csv": "id,service_id,location_id,name,code\nG-1,,L-1,Spanish,es\n",
        "phones.csv": "id,organization_id,number,extension\nP-1,O-1,555-0171,3\n",
        "attributes.csv":
            "id,link_id,taxonomy_term_id,link_type\nAT-1,SV-1,T-2,service_type\n"
            + "AT-2,SV-1,T-3,eligibility\nAT-3,O-1,T-1,organization_type\n",
        "cost_options.csv": "id,service_id,option,currency,amount\nCO-1,SV-1,Others,usd,5\n",
        "service_areas.csv": "id,service_id,name\nSA-1,SV-1,Millbrook\n",
        "required_documents.csv": "id,service_id,document\nD-1,SV-1,Student card\n",
        "contacts.csv": "id,organization_id,name\nK-1,O-1,Ann\n",
        "programs.csv": "id,name\nPR-1,Care\n",
    ]

    private static let allowing = ImportOptions(allowRemovals: true, today: day("2026-03-02"))

    @Test(arguments: [
        (
            "schedules.csv", ",WEEKLY,", ",WEEKLEE,",
            "schedules.csv, line 2, column freq: 'WEEKLEE' is no frequency; write SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY"
        ),
        (
            "schedules.csv", "8:00,12:00", "12:00,8:00",
            "schedules.csv, line 3, column closes_at: '8:00' lies before opens_at, 12:00; only what opens at 17:00"
        ),
        (
            "schedules.csv", "8:00,12:00", "18:00,15:00",
            "schedules.csv, line 3, column closes_at: '15:00' lies before opens_at, 18:00"
        ),
    ])
    func whatCannotBeIsRefused(file: String, found: String, wrong: String, message: String) throws {
        var files = Self.directory
        files[file] = files[file]?.replacing(found, with: wrong)
        let refusal = try #require(try District(files).refusal())
        #expect(refusal.contains(message), "\(refusal)")
    }

    /// A published directory often has a part of a taxonomy only.
    @Test func aTermUnderNoneOnRecordIsCounted() throws {
        var files = Self.directory
        files["taxonomy_terms.csv"] = files["taxonomy_terms.csv"]?.replacing(
            "HH,Tutoring,T-1", with: "HH,Tutoring,T-9")
        let district = try District(files)
        let summary = try district.load()
        let terms = try #require(summary.files.first { $0.name.hasSuffix("taxonomy_terms.csv") })
        #expect(terms.new == 3 && terms.unread == ["parent_id of no term on record": 1])
    }

    @Test func aShelterIsOpenOvernightAndTermsMayComeBeforeTheOneAbove() throws {
        var files = Self.directory
        files["schedules.csv"] = files["schedules.csv"]?.replacing("8:00,12:00", with: "19:00,7:00")
        files["taxonomy_terms.csv"] =
            "id,code,name,parent_id\nT-2,HH,Tutoring,T-1\nT-3,A,Youth,\nT-1,H,Education,\n"
        let district = try District(files)
        try district.load()
        let services = try district.snapshot().directory.services
        #expect(services[1].isOpen(weekday: 1, minute: 60, on: day("2026-03-02")))
        #expect(services[0].offers("education"))
    }

    @Test func aDirectoryComesInWithAllThatQueriesNeed() throws {
        let district = try District(Self.directory)
        let summary = try district.load()
        #expect(summary.files.allSatisfy { $0.refused == 0 && $0.ignoredColumns.isEmpty })
        #expect(
            summary.ignoredFiles.map { $0.split(separator: "/").last } == ["contacts.csv", "programs.csv"])
        let directory = try district.snapshot().directory
        #expect(directory.services.map(\.id) == ["SV-1", "SV-2"])
        let club = directory.services[0]
        #expect(directory.provider(of: club) == "Riverbend")
        #expect(club.terms == [ServiceTerm(name: "Tutoring", code: "HH", broader: ["Education"])])
        #expect(club.eligibility.ages == "ages 12 to 19")
        #expect(club.eligibility.documents == ["Student card"])
        #expect(club.eligibility.groups == ["Youth"])
        #expect(club.schedules.map(\.summary) == ["Tue, Thu 15:00-18:00"])
        #expect(club.schedules.first?.validTo == day("2026-06-12"))
        #expect(club.languages == [ServiceLanguage(name: "Spanish", code: "es")])
        #expect(club.phones == ["555-0171 ext. 3"])
        #expect(club.costs == ["Free", "Others: 5 USD"])
        #expect(club.areas == ["Millbrook"])
        #expect(club.locations.map { directory.locations[$0].address } == ["1 River St, Millbrook"])
        let clinic = directory.services[1]
        #expect(clinic.status == .temporarilyClosed && clinic.eligibility.ages == "")
        #expect(clinic.schedules.first?.weekdays == Set(1...7))
        #expect(directory.locations[0].coordinates?.latitude == 39.1)
        #expect(directory.locations[1].coordinates == nil, "no such place on the earth")
    }

    @Test func theSameFilesAgainChangeNothing() throws {
        let district = try District(Self.directory)
        try district.load()
        let before = try district.snapshot().fingerprint
        let again = try district.load()
        #expect(again.files.allSatisfy { $0.new == 0 && $0.changed == 0 && $0.ended == 0 })
        #expect(try district.snapshot().fingerprint == before)
    }

    @Test func filesMayBeNamedInTheSingular() throws {
        let plural = try District(Self.directory)
        try plural.load()
        let singular = try District()
        for (name, content) in Self.directory {
            let table =
                name == "addresses.csv" ? "address.csv" : name.replacingOccurrences(of: "s.csv", with: ".csv")
            try singular.write(table, content)
        }
        try singular.load()
        #expect(try singular.snapshot().fingerprint == plural.snapshot().fingerprint)
    }

    @Test func whatTheDirectoryNoLongerHasIsEndedAndComesBack() throws {
        let district = try District(Self.directory)
        try district.load()
        try district.write(
            "services.csv", "id,organization_id,name,minimum_age\nSV-1,O-1,Homework Club,12\n")
        try district.write("languages.csv", "id,service_id,name\nG-9,SV-1,Urdu\n")
        #expect(
            try district.refusal(ImportOptions())
                == """
                services.csv lacks 1 of the 2 records on record, which would be ended; that is more than a tenth. \
                Nothing was imported: check that the file is whole, or confirm with --allow-removals
                """)
        let summary = try district.load(Self.allowing)
        #expect(counts(summary)["services.csv"] == [0, 0, 1, 0])
        #expect(counts(summary)["languages.csv"] == [1, 0, 1, 0])
        let directory = try district.snapshot().directory
        #expect(directory.services[1].endedOn == day("2026-03-02"))
        #expect(!directory.services[1].isOffered(on: day("2026-03-02")))
        #expect(directory.services[0].languages.map(\.name) == ["Urdu"])
        #expect(directory.services[0].eligibility.maximumAge == 19, "the file says nothing of it")
        try district.write("services.csv", Self.directory["services.csv"] ?? "")
        #expect(counts(try district.load(Self.allowing))["services.csv"] == [0, 1, 0, 0])
        #expect(try district.snapshot().directory.services[1].endedOn == nil)
    }

    @Test(
        arguments: [
            (
                "schedules.csv", "id,service_id,byday\nC-1,SV-1,MO TU\n",
                "schedules.csv, line 2, column byday: 'MO TU' is no list of days; write them as MO,TU,WE,TH,FR,SA,SU"
            ),
            (
                "schedules.csv", "id,service_id,opens_at\nC-1,SV-1,3 pm\n",
                "schedules.csv, line 2, column opens_at: '3 pm' is no time of day; write it as 15:00"
            ),
            (
                "schedules.csv", "id,service_id\nC-1,SV-9\n",
                "schedules.csv, line 2, column service_id: 'SV-9' is no service on record (did you mean 'SV-1'?); add it to services.csv or drop this row"
            ),
            (
                "services.csv", "id,name,minimum_age,maximum_age\nSV-1,Club,19,12\n",
                "services.csv, line 2, column maximum_age: '12' lies below minimum_age, 19; correct one of them"
            ),
            (
                "services.csv", "id,name,status\nSV-1,Club,open\n",
                "services.csv, line 2, column status: 'open' is not known here; expected one of active, inactive, defunct, temporarily closed"
            ),
            ("services.csv", "name\nClub\n", "services.csv, line 1: column 'id' is missing"),
            (
                "services.csv", "id,name,minimun_age\nSV-1,Club,12\n",
                "services.csv, line 1: column 'minimun_age' is not known; did you mean 'minimum_age'?"
            ),
        ])
    func whatIsWrongIsRefused(name: String, content: String, message: String) throws {
        let district = try District(Self.directory.merging([name: content]) { $1 })
        let refusal = try #require(try district.refusal())
        #expect(refusal.hasPrefix(message), "\(refusal)")
    }

    @Test func unknownColumnsAreNamed() throws {
        let district = try District(
            ["services.csv": "id,name,x-internal,licenses\nSV-1,Club,1,2\n"])
        #expect(try district.load().files[0].ignoredColumns == ["x-internal"])
    }

    @Test func theMentorsOwnContactsAreNotTheDirectorys() throws {
        let district = try District(
            oneStudent([
                "mentors.csv": "mentor_id,name\nM-1,Ida\n",
                "contacts.csv":
                    "student_id,date,mentor_id,with,role,setting\nS-1,2026-02-03,M-1,student,coach,school\n",
            ]))
        try district.load()
        #expect(try district.snapshot().contacts[0].count == 1)
    }

    private static let sample: String? = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["CASELOAD_SHARED_DATA"]
            ?? package.deletingLastPathComponent().appendingPathComponent("shared/data").path
        let path = shared + "/hsds-example"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// The sample that comes with the standard.
    @Test(.enabled(if: sample != nil, "hsds-example is not here; see CASELOAD_SHARED_DATA"))
    func theSampleOfTheStandardComesIn() throws {
        let folder = try #require(Self.sample)
        let district = try District()
        let summary = try district.database.importFiles([folder], options: ImportOptions(), user: "t")
        #expect(summary.files.allSatisfy { $0.refused == 0 && $0.ignoredColumns.isEmpty })
        let directory = try district.snapshot().directory
        #expect(directory.services.map(\.name) == ["Community Counselling"])
        #expect(directory.services[0].eligibility.ages == "ages 12 to 100")
        #expect(directory.services[0].speaks("ur"))
        #expect(directory.services[0].schedules.map(\.summary) == ["Thu, Fri 10:00-18:00"])
        let again = try district.database.importFiles([folder], options: ImportOptions(), user: "t")
        #expect(again.files.allSatisfy { $0.new == 0 && $0.changed == 0 && $0.ended == 0 })
    }
}
