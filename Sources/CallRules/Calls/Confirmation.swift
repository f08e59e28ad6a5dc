/// Whether Phonet's own record of a leg vouches for what a stranger told of it.
extension Leg {
    /// A stranger may have learnt a uuid, but does not know whose call it is: the outside number, the
    /// direction and the call it belongs to must be those of the record.
    package func confirms(_ told: Leg) -> Bool {
        guard record != nil, uuid == told.uuid, let direction, direction == told.direction,
            told.parent == nil || told.parent == parent
        else { return false }
        let (ours, theirs) = (PhoneNumber(number ?? ""), PhoneNumber(told.number ?? ""))
        guard ours.numberClass == theirs.numberClass else { return false }
        switch ours.numberClass {
        case .external: return ours.e164 == theirs.e164
        case .hidden: return true
        case .short, .other: return ours.raw == theirs.raw
        }
    }
}
