extension Snapshot {
    /// The numbers of the mentors that a person means by `name`, as ``Swift/Array/meant(by:)`` finds them.
    public func mentors(named name: String) -> [Int] { mentors.meant(by: name) }
}

extension [Mentor] {
    /// The places of the mentors that a person means by `name`: the one with this id, else those of this
    /// name in upper or lower case, else those whose name has it as one of its words.
    ///
    /// - Returns: Empty where there is none; several where the name leaves it open.
    public func meant(by name: String) -> [Int] {
        let key = Identifier(name)
        if let number = firstIndex(where: { $0.id == key }) { return [number] }
        let wanted = name.lowercased()
        let full = indices.filter { self[$0].name.lowercased() == wanted }
        if !full.isEmpty { return full }
        return indices.filter { number in
            self[number].name.lowercased().split(separator: " ").contains { $0 == wanted }
        }
    }

    /// What they may be called by, to find the nearest to a name that means none of them.
    package var nearby: [String] {
        flatMap { [$0.name, $0.id.text] + $0.name.split(separator: " ").map(String.init) }
    }
}
