import PluginHost

/// A nested table, indented and cut: as deep and as long as a person can take in.
struct ValueTree {
    let page: ValuePage

    private static let limits = (depth: 4, entries: 20)

    func lines(_ value: SessionValue) -> [String] {
        lines(value, depth: 0).map { line in page.terminal.width.map { line.cut(to: $0) } ?? line }
    }

    private func lines(_ value: SessionValue, depth: Int) -> [String] {
        guard case .table(let entries, let omitted) = value, !entries.isEmpty else {
            return [page.inline(value)]
        }
        if let line = short(entries, omitted, depth) { return [line] }
        guard depth < Self.limits.depth else { return ["{ … \(entries.count + omitted) entries }"] }
        let isList = entries.isList
        var lines = ["{"]
        for entry in entries.prefix(Self.limits.entries) {
            var inner = self.lines(entry.value, depth: depth + 1)
            if !isList { inner[0] = "\(key(entry.key)) = \(inner[0])" }
            inner[inner.count - 1] += ","
            lines += inner.map { "  " + $0 }
        }
        let left = entries.count - min(entries.count, Self.limits.entries) + omitted
        if left > 0 { lines.append("  … \(left) more") }
        return lines + ["}"]
    }

    /// The table in one line, where it has nothing inside that is longer.
    private func short(_ entries: [SessionValue.Entry], _ omitted: Int, _ depth: Int) -> String? {
        guard omitted == 0, entries.count <= 12, entries.allSatisfy(\.value.isLeaf) else { return nil }
        let isList = entries.isList
        let parts = entries.map { (isList ? "" : "\(key($0.key)) = ") + page.inline($0.value) }
        let line = "{ " + parts.joined(separator: ", ") + " }"
        return line.displayWidth <= (page.terminal.width ?? 100) - 2 * depth - 12 ? line : nil
    }

    private func key(_ key: SessionValue) -> String {
        if case .string(let bytes) = key, let text = String(validating: bytes, as: UTF8.self),
            LuaText.isName(text)
        {
            return text
        }
        return "[\(page.inline(key))]"
    }
}
