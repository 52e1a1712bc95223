extension [Service] {
    /// The places of the services that a person means by `text`: the one with this id, else those of this name in upper
    /// or lower case.
    ///
    /// - Returns: Empty where there is none; several where the name leaves it open.
    package func meant(by text: String) -> [Int] {
        let key = Identifier(text)
        if let number = firstIndex(where: { $0.id == key }) { return [number] }
        let wanted = text.lowercased()
        return indices.filter { self[$0].name.lowercased() == wanted }
    }

    /// What they may be called by, to find the nearest to a name that means none of them.
    package var nearby: [String] { flatMap { [$0.name, $0.id.text] } }
}
