import Foundation

/// Finds what is shipped with the program.
enum ExecutableFolder {
    /// The running executable, links resolved.
    static var executable: String {
        (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0]))
            .resolvingSymlinksInPath().path
    }

    /// The folder in which it is.
    static var path: String { URL(fileURLWithPath: executable).deletingLastPathComponent().path }

    /// The folders in which a shipped thing may be: in the installation's `share/caseload`, and for a
    /// build in a checkout in each folder above the executable.
    static func places(of name: String) -> [String] {
        var places = [join(path, "../share/caseload/\(name)")]
        var folder = URL(fileURLWithPath: path)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            // Folders called `Plugins` are common; only one in a checkout of this program is meant.
            if FileManager.default.fileExists(atPath: join(folder.path, "Sources/caseload")) {
                places.append(join(folder.path, name))
            }
        }
        return places
    }

    private static func join(_ folder: String, _ name: String) -> String {
        URL(fileURLWithPath: folder).appendingPathComponent(name).standardizedFileURL.path
    }
}
