/// The name that was probably meant, or `nil` if none is near enough.
///
/// Near enough is a third of the name's length in edits (insertions, deletions, replacements, swaps of
/// neighbours), and at least one. Of names equally near the first in order of the alphabet is taken.
func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let allowed = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
        let letters = Array(candidate.lowercased().utf8)
        guard letters.count <= 64, abs(letters.count - wanted.count) <= allowed else { continue }
        let distance = editDistance(wanted, letters)
        guard distance <= allowed, distance < letters.count else { continue }
        if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
        best = (distance, candidate)
    }
    return best?.name
}

/// Edits from one to the other, where a swap of two neighbours is one edit.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
            var cost = min(previous[column + 1] + 1, current[column] + 1, replaced)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = min(cost, beforePrevious[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
}
