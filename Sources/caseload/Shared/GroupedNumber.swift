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
}
