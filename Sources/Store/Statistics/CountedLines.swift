import CallRules

/// The lines whose calls are counted, each with its working hours.
struct CountedLines {
    private struct Line {
        let place: CountedLinePlace
        let clock: WorkingClock
        /// A time of all of which `isOpen` is true; of most calls it was asked for an earlier call.
        var time = Instant(milliseconds: 0)..<Instant(milliseconds: 0)
        /// Whether that time is within the hours.
        var isOpen = true
    }

    private let clocks: WorkingClocks
    private let areTold: Bool
    private var lines: [Line] = []
    private var indices: [String?: Int] = [:]

    /// - Parameter areTold: calls are counted by line; else as those of an unknown one.
    init(_ clocks: WorkingClocks, areTold: Bool) {
        (self.clocks, self.areTold) = (clocks, areTold)
    }

    /// The index of a line among these.
    ///
    /// - Parameter name: what Phonet calls it; nil: not known.
    mutating func index(of name: String?, _ calls: inout CallCounting) -> Int {
        if let known = indices[name] { return known }
        lines.append(
            Line(place: areTold ? calls.place(of: name) : .unknown, clock: clocks.of(name)))
        indices[name] = lines.count - 1
        return lines.count - 1
    }

    /// Its working hours.
    func clock(_ index: Int) -> WorkingClock { lines[index].clock }

    /// Its place in the counting, and whether a moment is within its working hours.
    mutating func judge(_ index: Int, at instant: Instant) -> (CountedLinePlace, isOpen: Bool) {
        if !lines[index].time.contains(instant) {
            (lines[index].isOpen, lines[index].time) = lines[index].clock.openness(at: instant)
        }
        return (lines[index].place, lines[index].isOpen)
    }
}
