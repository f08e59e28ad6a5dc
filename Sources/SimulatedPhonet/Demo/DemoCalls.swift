import CallRules

/// The calls of the demo company: mostly clients and a pool of strangers, on three lines. Most missed calls
/// are called back within the hour, so that the list of those who wait stays short.
package struct DemoCalls: Sendable {
    /// The company's numbers.
    package static let lines = ["+380440000777", "+380440000778", "+380670000077"]

    private let clients: [String]
    private let strangers: [String]
    private let habits: SimulatedTraffic.Habits
    private var random: SeededRandom

    /// - Parameters:
    ///   - clients: numbers that the company knows; most calls have one of them.
    ///   - domain: the account's host.
    ///   - scheme: of recordings' addresses.
    package init(clients: [String], domain: String, scheme: String, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        self.clients = clients
        strangers = (0..<60).map { _ in
            let code = ["50", "63", "66", "67", "68", "93", "95", "96", "97"]
                .randomElement(using: &random)
            return "+380\(code ?? "67")\(Int.random(in: 1_000_000...9_999_999, using: &random))"
        }
        var habits = SimulatedTraffic.Habits(extensions: SimulatedUser.demoStaff.map(\.ext))
        habits.domain = domain
        habits.scheme = scheme
        self.habits = habits
        self.random = random
    }

    /// Calls that begin within a span, with the calls back that follow.
    ///
    /// - Parameters:
    ///   - count: how many, without the calls back.
    ///   - seconds: length of the span.
    package mutating func calls(_ count: Int, from start: Instant, seconds: Int) -> [SimulatedCall]
    {
        (0..<count).flatMap { _ in
            call(
                at: start.advanced(
                    bySeconds: Int.random(in: 0..<max(1, seconds), using: &random)))
        }
    }

    private mutating func call(at start: Instant) -> [SimulatedCall] {
        let kind = DemoCalls.kinds.randomElement(using: &random) ?? .answered
        let isKnown = Int.random(in: 0..<5, using: &random) < 3
        let number = (isKnown ? clients : strangers).randomElement(using: &random)
        // Groups of three; the first of the list takes the other calls.
        let people = habits.extensions.shuffled(using: &random).prefix(3)
        let cast = ScenarioCast(
            number: number, extensions: Array(people),
            line: DemoCalls.lines.randomElement(using: &random) ?? DemoCalls.lines[0],
            domain: habits.domain, scheme: habits.scheme)
        var script = ScenarioScript(
            startsAt: start, cast: cast, number: kind == .hidden ? "anonymous" : number ?? "",
            seed: random.next())
        kind.write(&script, habits: habits, random: &random)
        let call = script.call
        let isMissed = kind == .missed || kind == .groupMissed
        guard isMissed, Int.random(in: 0..<8, using: &random) > 0 else { return [call] }
        return [call, callBack(to: cast, after: call.endsAt)]
    }

    /// A call to a number that was missed, three minutes to an hour later.
    private mutating func callBack(to cast: ScenarioCast, after missed: Instant) -> SimulatedCall {
        var script = ScenarioScript(
            startsAt: missed.advanced(bySeconds: Int.random(in: 180...3600, using: &random)),
            cast: cast, number: cast.number ?? "", seed: random.next())
        let answer = Int.random(in: 4...20, using: &random)
        let end = answer + Int.random(in: 20...400, using: &random)
        let leg = script.leg(direction: .outgoing, answered: answer, to: end)
        script.single(leg, answer, end)
        return script.call
    }

    /// The kinds of calls, each repeated according to its share.
    private static let kinds: [TrafficKind] = [
        .answered, .answered, .answered, .answered, .answered, .answered, .answered, .missed,
        .missed, .outgoing, .outgoing, .outgoing, .outgoing, .outgoingMissed, .group, .group,
        .group, .groupMissed, .transfer, .internal, .hidden,
    ]
}

extension SimulatedUser {
    /// The ten employees of the demo company. The first three are those of every simulated account.
    package static let demoStaff: [SimulatedUser] =
        staff
        + [
            SimulatedUser(id: 58, ext: "104", name: "Ірина Савчук"),
            SimulatedUser(id: 59, ext: "105", name: "Андрій Коваль"),
            SimulatedUser(id: 60, ext: "106", name: "В’ячеслав Ґудзь"),
            SimulatedUser(id: 61, ext: "107", name: "Євгенія Яременко"),
            SimulatedUser(id: 62, ext: "108", name: "Назар Їжакевич"),
            SimulatedUser(id: 63, ext: "109", name: "Софія Мельник"),
            SimulatedUser(id: 64, ext: "110", name: "Юрій Бондар"),
        ]
}
