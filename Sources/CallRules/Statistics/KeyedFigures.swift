/// Figures by employee, line or category. The keys are few and the calls many, so a key is compared with
/// those seen before it, which takes a tenth of the time of its hash; beyond `few` keys it is hashed.
struct KeyedFigures<Key: Hashable & Sendable>: Sendable {
    private static var few: Int { 48 }

    private var keys: [Key] = []
    private var figures: [CallFigures] = []
    /// The index of each key.
    private var places: [Key: Int] = [:]

    /// One for each key that was counted.
    var all: [Key: CallFigures] {
        Dictionary(zip(keys, figures).filter { $0.1.calls > 0 }) { one, _ in one }
    }

    mutating func add(_ figures: CallFigures, by key: Key) {
        self.figures[place(of: key)].add(figures)
    }

    /// - Parameter place: from `place(of:)`.
    mutating func add(_ figures: CallFigures, at place: Int) {
        self.figures[place].add(figures)
    }

    /// The place of a key: 0 of the first that was asked for, then one more of each.
    mutating func place(of key: Key) -> Int {
        let known = keys.count > Self.few ? places[key] : keys.firstIndex(of: key)
        if let known { return known }
        places[key] = keys.count
        keys.append(key)
        figures.append(CallFigures())
        return keys.count - 1
    }
}
