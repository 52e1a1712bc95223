extension Snapshot {
    /// The years of age of the student in a row on the snapshot's day, by the demographic fact
    /// `birth_date`; nil where it is not known or no day.
    public func age(of row: Int) -> Int? {
        guard let fact = demographics[row].first(where: { texts[$0.name] == "birth_date" }),
            let born = CalendarDate(texts[fact.value]), born <= asOf
        else { return nil }
        return asOf.age(bornOn: born)
    }
}

extension CalendarDate {
    /// The years of age on this day of who was born on an earlier one.
    package func age(bornOn born: CalendarDate) -> Int {
        let (birth, today) = (born.components, components)
        let hadBirthday = (today.month, today.day) >= (birth.month, birth.day)
        return today.year - birth.year - (hadBirthday ? 0 : 1)
    }
}
