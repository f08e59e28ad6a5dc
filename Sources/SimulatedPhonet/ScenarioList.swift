import CallRules

extension Scenario {
    /// All scenarios, the simple ones first.
    package static let all: [Scenario] = [
        missed, answered, outgoing, outgoingMissed, ringGroup, transfer, `internal`, hidden, pause,
        duplicates, outOfOrder,
    ]

    private static let missed = Scenario(
        name: "missed", summary: "A client calls and nobody answers.", number: "+380500000091"
    ) { script in
        script.single(script.leg(to: 4), nil, 4)
    }

    private static let answered = Scenario(
        name: "answered", summary: "A client calls and an employee answers.",
        number: "+380500000092"
    ) { script in
        script.single(script.leg(answered: 3, to: 8), 3, 8)
    }

    private static let outgoing = Scenario(
        name: "outgoing", summary: "An employee calls a client, who answers.",
        number: "+380500000093"
    ) { script in
        script.single(script.leg(direction: .outgoing, answered: 3, to: 8), 3, 8)
    }

    private static let outgoingMissed = Scenario(
        name: "outgoing-missed", summary: "An employee calls a client, who does not answer.",
        number: "+380500000094"
    ) { script in
        script.single(script.leg(direction: .outgoing, to: 5), nil, 5)
    }

    private static let ringGroup = Scenario(
        name: "ring-group", summary: "A call rings at every extension and the second answers.",
        number: "+380500000095"
    ) { script in
        script.group(answer: 3, end: 8)
    }

    private static let transfer = Scenario(
        name: "transfer", summary: "The first employee answers and transfers to the last.",
        number: "+380500000096"
    ) { script in
        script.transfer(answer: 2, handOver: 5, end: 10)
    }

    private static let `internal` = Scenario(
        name: "internal", summary: "One employee calls another; no rule runs.", number: ""
    ) { script in
        var leg = script.leg(direction: .internal, answered: 2, to: 5)
        leg.colleague = script.cast.person(1)
        script.single(leg, 2, 5)
    }

    private static let hidden = Scenario(
        name: "hidden", summary: "Somebody who hides their number calls and nobody answers.",
        number: "anonymous"
    ) { script in
        script.single(script.leg(to: 4), nil, 4)
    }

    private static let pause = Scenario(
        name: "pause", summary: "An employee sets a pause and lifts it; that is no call.",
        number: ""
    ) { script in
        for (code, second) in [(32, 0), (64, 3)] {
            var leg = script.leg(from: second, answered: second, to: second)
            leg.direction = code
            script.tell(.bridge, leg, second: second)
        }
    }

    private static let duplicates = Scenario(
        name: "duplicates", summary: "An answered call, every message of which comes twice.",
        number: "+380500000097"
    ) { script in
        let leg = script.leg(answered: 2, to: 5)
        for _ in 0..<2 { script.ask(leg) }
        for _ in 0..<2 { script.tell(.dial, leg, second: 0) }
        for _ in 0..<2 { script.tell(.bridge, leg, second: 2) }
        for _ in 0..<2 { script.tell(.hangup, leg, second: 5) }
        for _ in 0..<2 { script.record(leg, second: 6) }
    }

    private static let outOfOrder = Scenario(
        name: "out-of-order", summary: "An answered call, whose messages come last one first.",
        number: "+380500000098"
    ) { script in
        let leg = script.leg(answered: 2, to: 5)
        script.ask(leg)
        script.record(leg, second: 6)
        script.tell(.hangup, leg, second: 6, happened: 5)
        script.tell(.bridge, leg, second: 6, happened: 2)
        script.tell(.dial, leg, second: 6, happened: 0)
    }
}
