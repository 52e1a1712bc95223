import Foundation
import Glibc

extension pid_t {
    /// The processes that this one has started and that have not ended.
    var children: [pid_t] {
        let path = "/proc/\(self)/task"
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return tasks.flatMap { task in
            ((try? String(contentsOfFile: "\(path)/\(task)/children", encoding: .utf8)) ?? "").split(
                separator: " "
            )
            .compactMap { pid_t($0) }
        }
    }
}
