import CallRules

/// A call of a `CountedDay` in three words.
///
/// - `what`, from the lowest bit: the millisecond of the day (27 bits), incoming, answered, missed, first of
///   its number, made a lead, ignored (one bit each), one more than the index of its line (15), employee (16).
/// - `who`: the number (50), category (14).
/// - `howLong`: one more than the seconds of its wait (32), and of its talk (32).
///
/// Zero is nothing: no line, no employee, no number, no category, a length that is not known.
struct PackedCall {
    let what: UInt64
    let who: UInt64
    let howLong: UInt64
    /// The first millisecond of the day.
    let dayStart: Int64
}

extension PackedCall {
    /// Nil when a value is too large for its place.
    init?(_ call: CountedCall, dayStart: Int64, lineIndex: Int?, isIgnored: Bool) {
        var (what, who, howLong) = (Bits(), Bits(), Bits())
        what.add(call.startedAt.milliseconds - dayStart, 27)
        what.add(call.isIncoming ? 1 : 0, 1)
        what.add(call.outcome == .answered ? 1 : 0, 1)
        what.add(call.outcome == .missed ? 1 : 0, 1)
        what.add(call.isFirst ? 1 : 0, 1)
        what.add(call.madeLead ? 1 : 0, 1)
        what.add(isIgnored ? 1 : 0, 1)
        what.add(lineIndex.map { Int64($0) &+ 1 } ?? 0, 15)
        what.add(call.employee?.value ?? 0, 16)
        who.add(call.number ?? 0, 50)
        who.add(call.category?.value ?? 0, 14)
        howLong.add(call.waitSeconds.map { Int64($0) &+ 1 } ?? 0, 32)
        howLong.add(call.talkSeconds.map { Int64($0) &+ 1 } ?? 0, 32)
        guard what.fit, who.fit, howLong.fit else { return nil }
        self.init(
            what: what.word, who: who.word, howLong: howLong.word, dayStart: dayStart)
    }

    var isIgnored: Bool { what >> 32 & 1 == 1 }

    /// The index of its line in the day; -1: not known.
    var lineIndex: Int { Int(what >> 33 & 0x7FFF) - 1 }

    var employee: Employee.ID? {
        let employee = Int64(what >> 48)
        return employee == 0 ? nil : Employee.ID(employee)
    }

    /// The call without its line.
    var call: CountedCall {
        var call = CountedCall(
            startedAt: Instant(milliseconds: dayStart + Int64(what & 0x7FF_FFFF)))
        call.isIncoming = what >> 27 & 1 == 1
        call.outcome = what >> 28 & 1 == 1 ? .answered : what >> 29 & 1 == 1 ? .missed : nil
        call.isFirst = what >> 30 & 1 == 1
        call.madeLead = what >> 31 & 1 == 1
        call.employee = employee
        let number = Int64(who & 0x3_FFFF_FFFF_FFFF)
        if number != 0 { call.number = number }
        let category = Int64(who >> 50)
        if category != 0 { call.category = CallCategory.ID(category) }
        let (wait, talk) = (Int(howLong & 0xFFFF_FFFF), Int(howLong >> 32))
        if wait != 0 { call.waitSeconds = wait - 1 }
        if talk != 0 { call.talkSeconds = talk - 1 }
        return call
    }
}

/// Numbers one above the other in a word.
private struct Bits {
    private(set) var word: UInt64 = 0
    /// Whether every number was within its bits.
    private(set) var fit = true
    private var used = 0

    mutating func add(_ number: Int64, _ bits: Int) {
        fit = fit && number >= 0 && UInt64(bitPattern: number) < 1 << UInt64(bits)
        word |= UInt64(bitPattern: number) << UInt64(used)
        used += bits
    }
}
