import Glibc

/// Moments for people and machines.
enum Timestamp {
    /// The moment in UTC: `2026-11-25T09:32:34Z`.
    static func text(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        return format(parts, "%Y-%m-%dT%H:%M:%SZ")
    }

    /// The moment where the program runs: `2026-11-25 10:32`.
    static func local(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = tm()
        localtime_r(&time, &parts)
        return format(parts, "%Y-%m-%d %H:%M")
    }

    private static func format(_ parts: tm, _ pattern: String) -> String {
        var parts = parts
        var text = [CChar](repeating: 0, count: 64)
        let count = strftime(&text, text.count, pattern, &parts)
        return String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
