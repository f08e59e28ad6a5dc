import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Shows the effects of a simulated call; stores nothing.
    func showWhatIf(_ visit: PageVisit) throws -> Answer {
        var question = WhatIfQuestion(visit.query)
        var answer: HTML?
        if visit.query.names.contains("direction"), let simulation = question.simulation() {
            answer = try answerWhatIf(visit, question, simulation)
        }
        let localize = visit.localize
        return PageLayout(
            title: localize(CommonStrings.whatIf),
            content: """
                <p class="lead">\(localize(WhatIfStrings.intro))</p>
                \(WhatIfForm(visitor: visit.visitor, question: question, isInPlace: false).html)
                <div id="\(WhatIfForm.place)" role="status">\(answer)</div>
                """
        ).answer(for: visit.visitor, question.problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func answerWhatIf(
        _ visit: PageVisit, _ question: WhatIfQuestion, _ simulation: Simulation
    ) throws -> HTML {
        let settings = store.settings.settings
        var typed: TypedChanges?
        if let topic = visit.query["topic"].flatMap(SettingTopic.init), topic.answersWhatIf {
            let values = TypedSettings(visit.query, over: settings, of: topic.keys)
            typed = TypedChanges(
                values.changes(from: settings, and: settings),
                extraHosts: options.extraPhonetHosts)
        }
        switch try store.simulated(simulation, under: typed, at: visit.now) {
        case .saved(let simulated):
            return WhatIfAnswer(
                visitor: visit.visitor, number: PhoneNumber(question.phone),
                simulated: simulated, choices: try store.settingChoices(at: visit.now),
                isOn: settings.moduleEnabled, isTyped: typed != nil
            ).html
        case .invalid(let problems), .conflict(let problems):
            let items = problems.map { problem in
                """
                <li>\(visit.localize(SettingStrings.of(problem.field).label)): \
                \(visit.localize(problem.message))</li>
                """ as HTML
            }
            return """
                <div class="problems"><p>\(Icon.warning.html) \(visit.localize(WhatIfStrings.unsavable))</p>\
                <ul>\(items)</ul></div>
                """
        case .missing, .stale: throw PageRefusal.unavailable
        }
    }
}

/// The typed fields of a simulated call.
struct WhatIfQuestion {
    let direction: Facts.Direction
    let outcome: Call.Outcome
    /// The number in any spelling.
    let phone: String
    let `extension`: String
    /// What Phonet calls the line; empty: one without settings of its own.
    let line: String
    private(set) var problems: [FieldProblem] = []

    init(_ query: Form = Form()) {
        direction = query["direction"].flatMap(Facts.Direction.init) ?? .incoming
        outcome = query["outcome"].flatMap(Call.Outcome.init) ?? .missed
        phone = query["phone"] ?? ""
        self.extension = query["extension"] ?? ""
        line = query["line"] ?? ""
    }

    /// Nil when the fields are invalid; `problems` say why.
    mutating func simulation() -> Simulation? {
        var found: [FieldProblem] = []
        if phone.unicodeScalars.count > 60 {
            found.append(FieldProblem("phone", WhatIfStrings.tooLong(60)))
        }
        if self.extension.unicodeScalars.count > 20 {
            found.append(FieldProblem("extension", WhatIfStrings.tooLong(20)))
        }
        problems = found
        guard found.isEmpty else { return nil }
        return Simulation(
            direction: direction, outcome: outcome, phone: phone,
            extension: self.extension.isEmpty ? nil : self.extension,
            line: line.isEmpty ? nil : String(line.prefix(100)))
    }
}

/// The form of the simulation.
struct WhatIfForm {
    /// The element with the answer, on its own page and beside the settings.
    static let place = "what-if-answer"

    let visitor: Visitor
    let question: WhatIfQuestion
    /// A script puts the answer beside the form instead of opening its page.
    let isInPlace: Bool
    /// The page of the settings whose typed values the script sends along; nil: the saved ones hold.
    var topic: SettingTopic?

    var html: HTML {
        let localize = visitor.localizer
        return """
            <form method="get" action="\(PageRoute.whatIf.path)" class="form"\
            \(isInPlace ? " data-answer=\"\(WhatIfForm.place)\"" : nil as HTML?)\
            \(topic.map { " data-topic=\"\($0.rawValue)\"" as HTML })>
            \(question.problems.summary(localize, labels: WhatIfStrings.labels))
            \(choice("direction", Facts.Direction.allCases, question.direction, WhatIfStrings.name))
            \(choice("outcome", Call.Outcome.allCases, question.outcome, WhatIfStrings.name))
            \(text("phone", question.phone, .telephone, help: WhatIfStrings.phoneHelp))
            \(text("extension", question.extension, .text, help: WhatIfStrings.extensionHelp))
            \(lines)
            <div class="buttons"><button class="\(isInPlace ? "" : "primary")">\
            \(localize(CommonStrings.check))</button></div>
            </form>
            """
    }

    /// Nil: no line is known yet.
    private var lines: HTML? {
        let lines = visitor.localizer.lines.all
        guard !lines.isEmpty else { return nil }
        return Choice(
            name: "line", label: visitor.localizer(CommonStrings.line),
            options: [
                Choice.Option(value: "", label: visitor.localizer(LinesStrings.anyLine))
            ] + lines.map { Choice.Option(value: $0.number, label: $0.shown) },
            chosen: question.line
        ).html
    }

    private func choice<Value: RawRepresentable>(
        _ name: String, _ values: [Value], _ chosen: Value, _ word: (Value) -> LocalizedText
    ) -> HTML where Value.RawValue == String {
        Choice(
            name: name, label: WhatIfStrings.labels[name].map { visitor.localizer($0) } ?? name,
            options: values.map {
                Choice.Option(value: $0.rawValue, label: visitor.localizer(word($0)))
            },
            chosen: chosen.rawValue
        ).html
    }

    private func text(
        _ name: String, _ value: String, _ kind: TextField.Kind, help: LocalizedText
    ) -> HTML {
        TextField(
            name: name, label: WhatIfStrings.labels[name].map { visitor.localizer($0) } ?? name,
            value: value, help: visitor.localizer(help),
            problem: question.problems[name].map { visitor.localizer($0) }, kind: kind
        ).html
    }
}

/// The form beside the settings.
struct WhatIfPanel {
    let visitor: Visitor
    let topic: SettingTopic

    var html: HTML {
        let localize = visitor.localizer
        return """
            <section class="panel" aria-labelledby="title-what-if">
            <h2 id="title-what-if">\(localize(CommonStrings.whatIf))</h2>
            <p class="help" data-typed="\(localize(WhatIfStrings.typed))">\(localize(WhatIfStrings.saved))</p>
            \(WhatIfForm(visitor: visitor, question: WhatIfQuestion(), isInPlace: true, topic: topic).html)
            <div id="\(WhatIfForm.place)" role="status"></div>
            </section>
            """
    }
}
