/// A place for each telephone number. A dictionary hashes with a secret key, so that nobody can choose keys
/// that collide; here that takes longer than the rest of a look. Numbers that collide cost time alone, and a
/// number must have been missed to be here.
struct NumberPlaces {
    private struct Slot {
        var number: Int64 = 0
        /// Negative: empty.
        var place = -1
    }

    private var slots = [Slot](repeating: Slot(), count: 64)
    private var count = 0

    /// Nil: none was set.
    subscript(_ number: Int64) -> Int? {
        get {
            let place = slots[slot(of: number)].place
            return place < 0 ? nil : place
        }
        set {
            let slot = slot(of: number)
            if slots[slot].place < 0, newValue != nil { count += 1 }
            slots[slot] = Slot(number: number, place: newValue ?? -1)
            if count * 2 > slots.count { grow() }
        }
    }

    /// The slot that has the number, or else the empty one where it belongs. There always is an empty one.
    private func slot(of number: Int64) -> Int {
        let mask = slots.count - 1
        // The upper bits of a product with 2 to the 64 by the golden ratio (Knuth 3, 6.4).
        let product = UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: product >> 32) & mask
        while slots[slot].place >= 0, slots[slot].number != number { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for known in old where known.place >= 0 { slots[slot(of: known.number)] = known }
    }
}
