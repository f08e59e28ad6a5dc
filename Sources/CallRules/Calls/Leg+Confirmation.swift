/// Compares a message from an untrusted source with Phonet's CDR of the same leg.
extension Leg {
    /// True when this leg, read from a CDR, confirms `told`. An untrusted source may know a uuid
    /// but not the call: the outside number, the direction and the parent must equal those of the
    /// CDR.
    package func confirms(_ told: Leg) -> Bool {
        guard record != nil, uuid == told.uuid, let direction, direction == told.direction,
            told.parent == nil || told.parent == parent
        else { return false }
        return PhoneNumber(number ?? "").means(PhoneNumber(told.number ?? ""))
    }
}
