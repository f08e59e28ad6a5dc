import CallRules

/// One figure of the period and of the period before, with links to the counted calls.
struct StatisticTile: Sendable {
    let title: LocalizedText
    /// The explanation of the figure, in one line.
    let meaning: LocalizedText
    let measure: Measure
    /// Whether more is better; nil: neither is.
    let isMoreBetter: Bool?
    /// The filter of the call log, in addition to period and employee.
    let rows: [CallsQuery.Field: String]
    /// The number of counted calls.
    let count: @Sendable (CallStatistics) -> Int

    /// The kind of the figure.
    enum Measure: Sendable {
        /// The number of calls.
        case count
        /// The share of this many calls.
        case share(of: @Sendable (CallStatistics) -> Int)
        /// A duration in seconds, written as a clock or in words.
        case clock(@Sendable (CallStatistics) -> Int?)
        case span(@Sendable (CallStatistics) -> Int?)
    }

    init(
        _ title: LocalizedText, _ meaning: LocalizedText, _ measure: Measure = .count,
        _ rows: [CallsQuery.Field: String] = [:], isMoreBetter: Bool? = nil,
        count: @escaping @Sendable (CallStatistics) -> Int
    ) {
        self.title = title
        self.meaning = meaning
        self.measure = measure
        self.rows = rows
        self.isMoreBetter = isMoreBetter
        self.count = count
    }

    func html(_ figures: StatisticsPage.Figures, _ localize: Localizer) -> HTML {
        let now = Figure(count(figures.now), figures.rows.with(rows), localize)
        let isCount = if case .count = measure { true } else { false }
        let calls = localize(now.count, .calls)
        return """
            <li class="tile"><h2>\(localize(title))</h2>
            <p class="value">\(isCount ? now.html : "\(text(figures.now, localize))")</p>
            <p class="help">\(localize(meaning))\(isCount ? nil : ": \(now.html(saying: calls))")</p>
            <p class="muted">\(before(figures, localize))</p></li>
            """
    }

    private func before(_ figures: StatisticsPage.Figures, _ localize: Localizer) -> HTML {
        let before = Figure(count(figures.before), figures.rowsBefore.with(rows), localize)
        return """
            \(localize(StatisticsStrings.before)) \(before.html(saying: text(figures.before, localize)))\
            \(change(figures, localize).map { " \($0)" as HTML })
            """
    }

    private func text(_ statistics: CallStatistics, _ localize: Localizer) -> String {
        number(statistics).map { text($0, localize) } ?? "–"
    }

    private func text(_ number: Int, _ localize: Localizer) -> String {
        switch measure {
        case .count: localize.figure(number)
        case .share: localize.percent(tenths: number)
        case .clock: Localizer.duration(seconds: number)
        case .span: localize.span(seconds: number)
        }
    }

    /// The difference with its sign, and whether that is good; nil when there is nothing to compare with.
    private func change(_ figures: StatisticsPage.Figures, _ localize: Localizer) -> HTML? {
        guard let now = number(figures.now), let before = number(figures.before) else { return nil }
        let sign = now > before ? "+" : now < before ? "\u{2212}" : "±"
        let size = Int((now - before).magnitude)
        var words = sign + text(size, localize)
        if case .share = measure {
            words = localize(StatisticsStrings.points(sign + localize.decimal(tenths: size)))
        }
        guard now != before else { return "<span class=\"figures\">\(words)</span>" }
        let icon: Icon = now > before ? .up : .down
        guard let isMoreBetter else { return Badge(meaning: .plain, icon: icon, word: words).html }
        let isBetter = isMoreBetter == (now > before)
        return Badge(
            meaning: isBetter ? .good : .bad, icon: icon,
            word:
                "\(words), \(localize(isBetter ? StatisticsStrings.better : StatisticsStrings.worse))"
        ).html
    }

    /// The compared value: calls, tenths of a percent or seconds; nil when there is none.
    private func number(_ statistics: CallStatistics) -> Int? {
        switch measure {
        case .count: count(statistics)
        case .share(let whole):
            Localizer.tenths(of: count(statistics), in: whole(statistics))
        case .clock(let length), .span(let length): length(statistics)
        }
    }
}

extension StatisticTile {
    /// The tiles in their order on the page.
    static let all = [
        StatisticTile(
            CommonStrings.calls,
            LocalizedText(
                uk: "вхідні та вихідні, без внутрішніх", en: "incoming and outgoing, not internal")
        ) { $0.totals.calls },
        StatisticTile(
            CommonStrings.answered,
            LocalizedText(
                uk: "частка прийнятих серед вхідних",
                en: "share of incoming calls that were answered"),
            .share { $0.totals.incomingAnswered + $0.totals.missed },
            CallKind.incomingAnswered.rows, isMoreBetter: true
        ) { $0.totals.incomingAnswered },
        StatisticTile(
            CommonStrings.missed,
            LocalizedText(
                uk: "вхідні, на які ніхто не відповів", en: "incoming calls nobody answered"),
            .count, CallKind.missed.rows, isMoreBetter: false
        ) { $0.totals.missed },
        StatisticTile(
            StatisticsStrings.notReturned,
            LocalizedText(
                uk: "пропущені, після яких із людиною ще не поговорили",
                en: "missed calls after which nobody has talked with the caller yet"),
            .count, [.direction: "", .returned: "no"], isMoreBetter: false
        ) { $0.totals.notReturned },
        StatisticTile(
            LocalizedText(uk: "Передзвонили за", en: "Called back within"),
            LocalizedText(
                uk: "медіана робочого часу від пропущеного дзвінка до розмови",
                en: "median working time from a missed call to the conversation"),
            .span(\.medianReturnSeconds), [.direction: "", .returned: "yes"], isMoreBetter: false,
            count: \.returned),
        StatisticTile(
            CommonStrings.numbers,
            LocalizedText(uk: "різні зовнішні номери", en: "different outside numbers"),
            .count, [.unique: "yes"], count: \.uniqueNumbers),
        StatisticTile(
            StatisticsStrings.firstTime,
            LocalizedText(
                uk: "перші дзвінки за весь час із цим номером",
                en: "first calls ever with their number"),
            .count, [.first: "yes"], isMoreBetter: true
        ) { $0.totals.firstTime },
        StatisticTile(
            CommonStrings.wait,
            LocalizedText(
                uk: "у середньому до відповіді на вхідний",
                en: "mean, until an incoming call is answered"),
            .clock(\.totals.waits.mean),
            CallKind.incomingAnswered.rows.merging([.waitFrom: "0"]) { one, _ in one },
            isMoreBetter: false
        ) { $0.totals.waits.count },
        StatisticTile(
            CommonStrings.talk,
            LocalizedText(uk: "у середньому в прийнятих дзвінках", en: "mean of answered calls"),
            .clock(\.totals.talks.mean), [.outcome: "answered", .talkFrom: "0"]
        ) { $0.totals.talks.count },
        StatisticTile(
            LocalizedText(uk: "Нові ліди", en: "New leads"),
            LocalizedText(uk: "дзвінки, з яких створено ліда", en: "calls that created a lead"),
            .count, [.lead: "yes"], isMoreBetter: true
        ) { $0.totals.leads },
    ]
}
