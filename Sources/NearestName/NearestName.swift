/// The name among `candidates` that a writer of `name` most likely meant; nil if none is near.
///
/// Near is a third of the letters or fewer inserted, left out, changed or swapped with their neighbour (at
/// least one such edit), whatever their case, and at least one letter kept. Ties go to the candidate that
/// comes first in the byte order. Where none is near, three letters or more mean the shortest name that they
/// begin. A name of more than 64 bytes is near to none: the work grows with its
/// square, and who writes it may be a script.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
        let letters = Array(candidate.lowercased().utf8)
        guard abs(letters.count - wanted.count) <= limit else { continue }
        let distance = editDistance(wanted, letters)
        guard distance <= limit, distance < max(wanted.count, letters.count) else { continue }
        if let known = best, known.distance < distance { continue }
        if let known = best, known.distance == distance,
            !candidate.utf8.lexicographicallyPrecedes(known.name.utf8)
        {
            continue
        }
        best = (distance, candidate)
    }
    if let best { return best.name }
    // A word that breaks off: the shortest name that it begins.
    guard wanted.count >= 3 else { return nil }
    return candidates.filter { $0.lowercased().utf8.starts(with: wanted) }
        .min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
}

/// How many single-letter edits (insertion, deletion, change, swap of neighbours) turn one word into the other.
public func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        current.reserveCapacity(right.count + 1)
        for column in right.indices {
            let change = left[row] == right[column] ? 0 : 1
            var distance = min(previous[column + 1] + 1, current[column] + 1, previous[column] + change)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                distance = min(distance, beforePrevious[column - 1] + 1)
            }
            current.append(distance)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
