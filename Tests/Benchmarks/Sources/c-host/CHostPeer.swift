import CHost
import Engagement
import Foundation
import PluginHost

/// The host in C over the same columns, with the plugin's own code.
final class CHostPeer {
    /// How it shows a student to Lua.
    enum Way: String, CaseIterable {
        case tables = "C host, ready-made tables"
        case filled = "C host, one table filled"
        case userdata = "C host, userdata"
        case objects = "C host, a userdata a student"
    }

    private let source: String
    private let columns: [IndicatorColumn]
    private let names: [UnsafeMutablePointer<CChar>?]
    private let count: Int
    private var scores: [Double]
    private var tiers: [CChar]
    private var reasonCounts: [UInt8]
    private var text: [UInt8] = []

    struct Failure: Error { let description: String }

    init(_ plugin: Plugin, _ snapshot: Snapshot) {
        // The one line that differs: here a student's indicators are the student's own fields.
        source = String(decoding: plugin.files.contents["init.lua"] ?? [], as: UTF8.self)
            .replacing("student.engagement", with: "student")
        columns = source.matches(of: /values\.(\w+)/).compactMap { match in
            snapshot.indicatorColumns.first { snapshot.catalog.indicators[$0.indicator].id == match.output.1 }
        }
        names = columns.map { strdup(snapshot.catalog.indicators[$0.indicator].id) }
        count = snapshot.students.count
        scores = Array(repeating: .nan, count: count)
        tiers = Array(repeating: 0, count: count)
        reasonCounts = Array(repeating: 0, count: count)
    }

    deinit { for name in names { free(name) } }

    /// Scores everybody.
    func score(_ way: Way) throws {
        let kind = Int32(Way.allCases.firstIndex(of: way) ?? 0)
        let names = names.map { UnsafePointer($0) }
        let values = columns.map { $0.values.baseAddress }
        var results = chost_results()
        let problem = names.withUnsafeBufferPointer { names in
            values.withUnsafeBufferPointer { values in
                scores.withUnsafeMutableBufferPointer { scores in
                    tiers.withUnsafeMutableBufferPointer { tiers in
                        reasonCounts.withUnsafeMutableBufferPointer { counts in
                            (results.scores, results.tiers, results.reason_counts) =
                                (scores.baseAddress, tiers.baseAddress, counts.baseAddress)
                            var columns = chost_columns(
                                names: names.baseAddress, values: values.baseAddress,
                                count: Int32(self.columns.count), rows: Int64(count))
                            return chost_score(source, &columns, kind, &results)
                        }
                    }
                }
            }
        }
        if let problem { throw Failure(description: String(cString: problem)) }
        if way == .userdata {
            text =
                results.text.map {
                    Array(UnsafeRawBufferPointer(start: UnsafeRawPointer($0), count: results.text_size))
                } ?? []
        }
        free(results.text)
    }

    /// Holds the results of the last time against those of the plugin's host.
    func compare(with results: [StudentResult]) throws {
        try score(.userdata)
        let texts = text.split(separator: 0)
        var place = 0
        for (row, result) in results.enumerated() {
            let reasons = texts[place..<place + Int(reasonCounts[row])].map {
                String(decoding: $0, as: UTF8.self)
            }
            place += reasons.count
            let same =
                switch result.outcome {
                case .scored(let score):
                    score.score == scores[row] && score.reasons == reasons
                        && score.tier?.utf8.first == UInt8(bitPattern: tiers[row])
                default: scores[row].isNaN
                }
            guard same else { throw Failure(description: "row \(row) differs: \(result.outcome)") }
        }
    }
}
