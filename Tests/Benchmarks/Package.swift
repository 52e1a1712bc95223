// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users' builds do not carry it.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        // What is measured.
        .package(name: "Caseload", path: "../..")
    ],
    targets: [
        .target(name: "GeneratedDistrict", dependencies: [.product(name: "PluginHost", package: "Caseload")]),
        .executableTarget(
            name: "sandbox-cost",
            dependencies: ["GeneratedDistrict", .product(name: "PluginHost", package: "Caseload")]),
        .systemLibrary(name: "CHostLua", pkgConfig: "lua5.4"),
        // The peer of c-host: a small host in C.
        .target(name: "CHost", dependencies: ["CHostLua"]),
        .executableTarget(
            name: "c-host",
            dependencies: ["CHost", "GeneratedDistrict", .product(name: "PluginHost", package: "Caseload")],
            exclude: ["sixteen-indicators"]),
        // Runs the built program: it needs none of the package's modules.
        .executableTarget(name: "repl-speed"),
    ],
    swiftLanguageModes: [.v6]
)
