import NearestName

extension ServiceDirectory {
    /// The name of a service or of a kind of service, or a word of one, that is close to these; nil where something is
    /// called so, and where nothing is called almost so.
    public func nearestOffer(to what: String) -> String? {
        guard !services.contains(where: { $0.offers(what) }) else { return nil }
        let names = services.flatMap { service in
            [service.name, service.alternateName] + service.terms.flatMap { [$0.name, $0.code] + $0.broader }
        }
        let words = names.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) }
        return nearestName(to: what, among: Set(names + words.filter { $0.utf8.count > 3 }))
    }

    /// The name of a language in which something is offered that is close to this; nil where something is offered in
    /// this one, and where none is called almost so.
    public func nearestLanguage(to language: String) -> String? {
        guard !services.contains(where: { $0.speaks(language) }) else { return nil }
        return nearestName(to: language, among: Set(services.flatMap { $0.languages.map(\.name) }))
    }

    /// Words of who may have something that are close to these; nil where something is for those of whom they speak,
    /// and where nothing is for anybody called almost so.
    public func nearestEligibility(to words: String) -> String? {
        guard !services.contains(where: { $0.eligibility.mentions(words) }) else { return nil }
        let known = Set(
            services.flatMap { [$0.eligibility.description] + $0.eligibility.groups }
                .flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) })
        let wanted = words.lowercased().split(separator: " ").map(String.init)
        let near = wanted.map { word in
            known.contains { $0.hasPrefix(word) }
                ? word : nearestName(to: word, among: known.filter { $0.utf8.count > 3 })
        }.compactMap(\.self)
        let meant = near.joined(separator: " ")
        let isFound = services.contains { $0.eligibility.mentions(meant) }
        return near.count == wanted.count && isFound ? meant : nil
    }
}
