extension Int {
    /// The number with a comma between thousands.
    var grouped: String {
        var rest = String(self)[...]
        var parts: [Substring] = []
        while rest.count > 3, rest.dropLast(3) != "-" {
            parts.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + parts).joined(separator: ",")
    }

    /// So many of a thing in words: `1 student`, `1,200 students`.
    func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}
