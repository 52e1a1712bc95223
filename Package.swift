// swift-tools-version: 6.2
import PackageDescription

// Caseload's Lua plugins live in Plugins/, which is also where SwiftPM looks for its own plugin
// targets: declare none here without an explicit `path:`.

let package = Package(
    name: "Caseload",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "caseload", targets: ["caseload"]),
        .library(name: "Lua", targets: ["Lua"]),
        // For Tests/Benchmarks, and for programs that embed the host.
        .library(name: "PluginHost", targets: ["PluginHost", "Engagement"]),
    ],
    dependencies: [
        // The command line: parsing, validation and the help pages.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The district's SQLite database: migrations, transactions, the write-ahead log.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Templates of report plugins.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // The system's Lua 5.4, nothing of ours.
        .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
        // The only code in which Lua may longjmp.
        .target(name: "CLuaShims", dependencies: ["CLua"]),
        // A safe binding of Lua that knows no student.
        .target(name: "Lua", dependencies: ["CLuaShims", "CLua", "NearestName"]),

        // The name that was probably meant: for every "did you mean", the binding's and the model's.
        .target(name: "NearestName"),

        // SHA-256 by the system's libcrypto: swift-crypto compiles five minutes of BoringSSL for it.
        .target(name: "CDigest", linkerSettings: [.linkedLibrary("crypto")]),
        // Memory that several processes map, for snapshots.
        .target(name: "CSharedMemory"),
        // The model: values, their units and the rules between them; no Lua, no SQL, no terminal.
        .target(name: "Engagement", dependencies: ["CDigest", "CSharedMemory", "NearestName"]),

        // The system's libzip, for imports from a zip.
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        // The system's expat, for Ed-Fi's XML.
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        // The database and the importers.
        .target(
            name: "Records",
            dependencies: [
                "Engagement", "CZip", "CExpat", "NearestName",
                .product(name: "GRDB", package: "GRDB.swift"),
                // The C interface of the same SQLite, for what must not cost an allocation a row.
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),

        // What a worker process gives up before it runs a plugin: resource limits, seccomp, Landlock.
        .target(name: "CSandbox"),
        // Plugins: find, load, run, collect.
        .target(
            name: "PluginHost",
            dependencies: [
                "Engagement", "Lua", "CSandbox", "NearestName",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),

        // The system's libedit, for the lines that a person types into a session.
        .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // Its variadic functions in a form that Swift can call, and the terminal as it was found.
        .target(name: "CLineEditor", dependencies: ["CEdit"]),

        // The command line: the only target that knows all.
        .executableTarget(
            name: "caseload",
            dependencies: [
                "Engagement", "Records", "PluginHost", "CLineEditor", "NearestName",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // The example district's deterministic generator.
        .executableTarget(name: "generate-district", path: "Examples/district/Generator"),

        .testTarget(name: "NearestNameTests", dependencies: ["NearestName"]),
        .testTarget(name: "LuaTests", dependencies: ["Lua"]),
        .testTarget(name: "EngagementTests", dependencies: ["Engagement"]),
        .testTarget(
            name: "RecordsTests",
            dependencies: [
                "Records", "Engagement", "CZip", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "PluginHostTests",
            dependencies: ["PluginHost", "Engagement", "Lua", "caseload"],
            exclude: ["Fixtures"]),
        // Random input to the binding and to what the host reads; more of it by Tests/run --fuzz.
        .testTarget(name: "FuzzTests", dependencies: ["PluginHost", "Engagement", "Lua"]),
        .testTarget(
            name: "caseloadTests",
            dependencies: [
                "caseload", "Engagement", "PluginHost", "Records", "generate-district",
                // To look at what a run that was ended left behind.
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures/DemoReports.txt", "Fixtures/BundledReports.txt"]),
    ],
    swiftLanguageModes: [.v6]
)

let cTargets = ["CDigest", "CLineEditor", "CLuaShims", "CSandbox", "CSharedMemory"]
for target in package.targets where target.type != .system && !cTargets.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
    // Set by Tests/run: what lands has no warning; a newer compiler's new warnings stop no user's build.
    if Context.environment["CASELOAD_STRICT"] != nil {
        target.swiftSettings?.append(.treatAllWarnings(as: .error))
    }
}
