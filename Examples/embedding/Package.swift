// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "embedding",
    platforms: [.macOS(.v15)],
    dependencies: [
        // The binding; in a package of your own, the project's address and a version.
        .package(name: "Caseload", path: "../..")
    ],
    targets: [
        .executableTarget(name: "embedding", dependencies: [.product(name: "Lua", package: "Caseload")])
    ],
    swiftLanguageModes: [.v6]
)
