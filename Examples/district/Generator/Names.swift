/// Names of people who do not exist: given names from plants, stones and skies, family names joined from
/// a bird or a tree and a place. A few carry marks, an apostrophe or a hyphen, as names do.
enum Names {
    static let given = [
        "Alba", "Alder", "Amaru", "Amber", "Anaïs", "Arden", "Aspen", "Aster", "Azul", "Basil", "Bay",
        "Beryl",
        "Briar", "Bryony", "Calla", "Cassia", "Cedar", "Cielo", "Clove", "Coral", "Cosmo", "Cyan", "Dahlia",
        "Dale", "Dove", "Eben", "Eira", "Ember", "Esmé", "Fennel", "Fern", "Flint", "Gale", "Garnet", "Glen",
        "Hazel", "Heath", "Indigo", "Inés", "Iris", "Isla", "Ivy", "Jade", "Jasper", "Juniper", "Kestrel",
        "Lark", "Laurel", "Lazuli", "Leif", "Linden", "Lluvia", "Luna", "Lupin", "Maple", "Marlow", "Meadow",
        "Merle", "Mica", "Moss", "Myrtle", "Nevis", "Noor", "Olive", "Onyx", "Opal", "Oriole", "Peregrine",
        "Petra", "Phlox", "Pine", "Quill", "Reed", "Robin", "Rowan", "Rue", "Rye", "Sable", "Saffron", "Sage",
        "Senna", "Sequoia", "Sierra", "Skye", "Sol", "Sorrel", "Stellan", "Søren", "Tarn", "Teal", "Thorne",
        "Tierra", "Umber", "Vale", "Verbena", "Wren", "Yarrow", "Zephyr", "Zinnia", "Zoë",
    ]

    /// What some are called instead of their given name.
    static let preferred = [
        "Ace", "Bee", "Dot", "Fitz", "Jay", "Kit", "Lou", "Max", "Nico", "Pip", "Sunny", "Tam",
    ]

    private static let familyFirst = [
        "Alder", "Aspen", "Bittern", "Bracken", "Cedar", "Chaffinch", "Cypress", "Dipper", "Egret", "Elder",
        "Fern", "Finch", "Goshawk", "Hawthorn", "Heather", "Heron", "Ibis", "Juniper", "Kestrel", "Lapwing",
        "Larch", "Lark", "Linden", "Linnet", "Maple", "Martlet", "Nuthatch", "Osprey", "Petrel", "Pipit",
        "Plover", "Poplar", "Rowan", "Sedge", "Siskin", "Sparrow", "Spruce", "Swift", "Tamarack", "Teal",
        "Tern", "Thrush", "Warbler", "Waxwing", "Willow", "Wren",
    ]

    private static let familyLast = [
        "bank", "bay", "bourne", "bridge", "crest", "dale", "fell", "field", "gate", "glade", "grove",
        "haven",
        "ling", "mere", "moor", "ridge", "shaw", "stream", "thorpe", "vale", "water", "wick", "wood", "yard",
    ]

    private static let familySpecial = [
        "D'Alderbank", "D'Ibisvale", "Fjällwren", "Garzarío", "Heronmere-Teal", "Larchwood-Noor", "Løvwater",
        "Nuñezfinch", "O'Heronfell", "O'Siskin", "Peñalinden", "Plover-Ashgrove", "Río Alción",
        "St. Wrenmoor",
        "Van der Kestrel", "Żurawmere",
    ]

    /// A family name; about one in twenty is one of those with marks, an apostrophe, a hyphen or a space.
    static func family(_ random: inout SplitMix64) -> String {
        random.chance(0.05) ? random.pick(familySpecial) : random.pick(familyFirst) + random.pick(familyLast)
    }

    /// The name of the place a school stands at, different for each of the first 420 numbers; later ones
    /// carry their round as a number.
    static func place(_ number: Int) -> String {
        let first = [
            "Heron", "Larch", "Kingfisher", "Alder", "Osprey", "Willow", "Plover", "Cedar", "Lapwing",
            "Juniper",
            "Bittern", "Aspen", "Egret", "Linden", "Swallow", "Rowan", "Sandpiper", "Tamarack", "Warbler",
            "Spruce",
        ]
        let last = [
            "Creek", "Hill", "Bay", "Crossing", "Meadow", "Ridge", "Landing", "Hollow", "Springs", "Bend",
            "Prairie",
            "Point", "Grove", "Falls", "Commons", "Harbor", "Bluff", "Orchard", "Marsh", "Terrace", "Glen",
        ]
        // 20 and 21 share no factor, so that the pair comes back only after 420 numbers.
        let name = first[number % first.count] + " " + last[number % last.count]
        return number < 420 ? name : name + " \(number / 420 + 1)"
    }
}
