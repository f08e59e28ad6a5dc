import CallRules
import JSONText

/// Collects what Phonet posts during a scenario, second by second.
struct ScenarioScript {
    private let startsAt: Instant
    let cast: ScenarioCast
    private let number: String
    private var random: SeededRandom
    /// Milliseconds for one second of the scenario.
    private let tick: Int
    private var last = 0
    private var posted: [Posted] = []
    private var legs: [SimulatedLeg] = []

    init(
        startsAt: Instant, cast: ScenarioCast, number: String, seed: UInt64, tick: Int = 1000
    ) {
        self.startsAt = startsAt
        self.cast = cast
        self.number = number
        self.tick = tick
        random = SeededRandom(seed: seed)
    }

    /// The call with everything that was collected.
    var call: SimulatedCall { SimulatedCall(legs: legs, posted: posted) }

    /// 32 hexadecimal digits, like Phonet's ids.
    mutating func newUUID() -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<32).compactMap { _ in digits.randomElement(using: &random) })
    }

    /// A leg of the employee at an index; seconds count from the start.
    ///
    /// - Parameters:
    ///   - dialled: when it rings or dials.
    ///   - answered: when it is answered; nil: never.
    ///   - ended: when it ends.
    mutating func leg(
        _ employee: Int = 0, direction: LegDirection = .incoming, from dialled: Int = 0,
        answered: Int? = nil, to ended: Int, parent: String? = nil
    ) -> SimulatedLeg {
        SimulatedLeg(
            uuid: newUUID(), number: number, parent: parent, direction: direction.rawValue,
            person: cast.person(employee), dialAt: at(dialled), bridgeAt: answered.map(at),
            endAt: at(ended), cast: cast)
    }

    mutating func ask(_ leg: SimulatedLeg, second: Int = 0) {
        post(.customerData, leg.question, second, "who is \(leg.number)?")
    }

    /// Adds an event with the time `happened` of Phonet's clock, posted at `second`.
    mutating func tell(
        _ kind: Message.EventKind, _ leg: SimulatedLeg, second: Int, happened: Int? = nil
    ) {
        take(leg)
        let body = leg.event(kind, at: at(happened ?? second))
        post(.call, body, second, "\(kind.rawValue), extension \(leg.person.ext)")
    }

    mutating func record(_ leg: SimulatedLeg, second: Int) {
        var leg = leg
        leg.isRecorded = true
        take(leg)
        let result = leg.bridgeAt == nil ? "not answered" : "answered"
        post(.afterCallEnd, leg.record, second, "record, \(result)")
    }

    /// Keeps the latest state of a leg.
    private mutating func take(_ leg: SimulatedLeg) {
        if let index = legs.firstIndex(where: { $0.uuid == leg.uuid }) {
            legs[index] = leg
        } else {
            legs.append(leg)
        }
    }

    private func at(_ second: Int) -> Instant {
        Instant(milliseconds: startsAt.milliseconds + Int64(second * tick))
    }

    private mutating func post(
        _ endpoint: Posted.Endpoint, _ body: JSON, _ second: Int, _ caption: String
    ) {
        posted.append(
            Posted(
                endpoint: endpoint, body: body.bytes, at: at(second),
                pause: max(0, second - last), caption: caption))
        last = max(last, second)
    }
}
