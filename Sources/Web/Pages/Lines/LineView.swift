import CallRules
import HTTPTypes
import Store

/// The page of one line: its name, and what it has of its own.
struct LineView {
    let page: LinePage
    let visitor: Visitor

    private typealias Strings = LinesStrings
    private var localize: Localizer { visitor.localizer }
    private var words: SettingValue { SettingValue(localize: localize, choices: page.choices) }

    func answer(_ status: HTTPResponse.Status = .ok, news: Bool = false) -> Answer {
        let rows = CallsQuery([.line: page.row.line.number, .period: "30"])
        return PageLayout(
            title: page.row.line.shown,
            action: """
                <a class="button" href="\(rows.path)">\(Icon.phone.html) \(localize(CommonStrings.calls))</a>
                """,
            news: news ? localize(CommonStrings.saved) : nil, content: content
        ).answer(for: visitor, status)
    }

    /// The number of a line whose title is its name; nil: the title is the number.
    private var number: HTML? {
        page.row.line.name.map { _ in
            "<span class=\"figures\">\(PhoneNumber(page.row.line.number).grouped)</span> · "
        }
    }

    private var content: HTML {
        let labels = SettingStrings.labels.merging(["name": Strings.nameOfLine]) { one, _ in one }
        let note: HTML? =
            page.isStale
            ? """
            <div class="note alert" role="alert" tabindex="-1" data-focus><p>\(Icon.warning.html) \
            \(localize(Strings.changedMeanwhile))</p></div>
            """ : nil
        return """
            <p class="lead">\(number)\(localize(Strings.kinds))</p>
            \(note)\(page.problems.summary(localize, labels: labels))
            <form method="post" action="\(PageRoute.line(page.row.id.value).path)" class="form" novalidate \
            data-unsaved="\(page.problems.isEmpty && !page.isStale ? "" : "already")">
            \(FormGuard(visitor).html)
            <input type="hidden" name="version" value="\(page.row.version)">
            \(TextField(
                name: "name", label: localize(Strings.nameOfLine), value: page.typed.name,
                help: localize(Strings.nameHelp), problem: problem("name")
            ).html)
            \(section("leads", CommonStrings.leads, Strings.leads, "\(matrix)\(sources)"))
            \(section("people", Strings.people2, Strings.people, people))
            \(section("hours", HoursStrings.title, Strings.hours, hours))
            <div class="savebar"><button class="primary">\(localize(CommonStrings.save))</button>
            <a class="button" href="\(PageRoute.lines.path)">\(localize(CommonStrings.cancel))</a>
            <span class="state" hidden>\(localize(CommonStrings.unsavedChanges))</span></div>
            </form>
            """
    }

    private func section(
        _ id: String, _ title: LocalizedText, _ lead: LocalizedText, _ inside: HTML
    ) -> HTML {
        """
        <section class="section" id="\(id)" aria-labelledby="title-\(id)">
        <h2 id="title-\(id)">\(localize(title))</h2><p class="lead">\(localize(lead))</p>\(inside)</section>
        """
    }

    private func problem(_ key: String) -> String? { page.problems[key].map { localize($0) } }

    // MARK: Leads

    private var matrix: HTML {
        let cells: [(Icon, SettingKey, SettingKey)] = [
            (.incoming, .createLeadOnMissedIncoming, .createLeadOnMissedIncomingIfClientExists),
            (.incoming, .createLeadOnAnsweredIncoming, .createLeadOnAnsweredIncomingIfClientExists),
            (.outgoing, .createLeadOnMissedOutgoing, .createLeadOnMissedOutgoingIfClientExists),
            (.outgoing, .createLeadOnAnsweredOutgoing, .createLeadOnAnsweredOutgoingIfClientExists),
        ]
        return "<div class=\"matrix\">\(cells.map { cell($0.0, $0.1, $0.2) })</div>"
    }

    private func cell(_ icon: Icon, _ key: SettingKey, _ ifClient: SettingKey) -> HTML {
        "<div class=\"panel\">\(choice(key, icon: icon))\(choice(ifClient))</div>"
    }

    /// Three ways: as the company, yes, no.
    private func choice(_ key: SettingKey, icon: Icon? = nil) -> HTML {
        let company = SettingField(key).value(in: page.company)
        let chosen = page.typed.text(key.rawValue)
        let options: [(String, String)] = [
            ("", localize(Strings.asCompany(words(key.rawValue, company)))),
            ("1", localize(CommonStrings.yes)), ("0", localize(CommonStrings.no)),
        ]
        let inputs = options.map { value, label in
            """
            <label><input type="radio" name="\(key.rawValue)" value="\(value)"\
            \(.checked, if: value == chosen)><span>\(label)</span></label>
            """ as HTML
        }
        return """
            <fieldset id="field-\(key.rawValue)"><legend>\(icon.map { "\($0.html) " as HTML })\
            \(localize(SettingStrings.of(key.rawValue).label))</legend>
            <div class="segments">\(inputs)</div></fieldset>
            """
    }

    private var sources: HTML {
        let keys: [SettingKey] = [.missedCallLeadSourceID, .answeredCallLeadSourceID]
        return "<div class=\"matrix\">\(keys.map(source))</div>"
    }

    private func source(_ key: SettingKey) -> HTML {
        let company = words(key.rawValue, SettingField(key).value(in: page.company))
        return Choice(
            name: key.rawValue, label: localize(SettingStrings.of(key.rawValue).label),
            options: [
                Choice.Option(value: "", label: localize(Strings.asCompany(company)))
            ] + page.choices.sources.map { Choice.Option(value: "\($0.id.value)", label: $0.name) },
            chosen: page.typed.text(key.rawValue), problem: problem(key.rawValue)
        ).html
    }

    // MARK: People

    private var people: HTML {
        """
        \(picker(.distributionEmployeeIDs, help: Strings.distributionHelp))
        \(picker(.notifyMissedUnknownEmployeeIDs, help: Strings.toldHelp))
        """
    }

    private func picker(_ key: SettingKey, help: LocalizedText) -> HTML {
        let chosen = page.typed.chosen(key.rawValue)
        let company = words(key.rawValue, SettingField(key).value(in: page.company))
        let people = page.choices.employees.filter {
            $0.details.active || chosen.contains("\($0.id.value)")
        }
        return Picker(
            name: key.rawValue, legend: localize(SettingStrings.of(key.rawValue).label),
            options: people.map { person in
                let state = person.details.active ? [] : [localize(CommonStrings.inactive)]
                let details = [person.details.extension].compactMap { $0 } + state
                return Picker.Option(
                    value: "\(person.id.value)", label: person.details.name,
                    detail: details.isEmpty ? nil : details.joined(separator: ", "))
            },
            chosen: chosen, search: localize(SettingControlStrings.search),
            nobody: localize(CommonStrings.noEmployeesYet),
            help: "\(localize(help)) \(localize(Strings.asCompany(company))).",
            problem: problem(key.rawValue)
        ).html
    }

    // MARK: Hours

    private var hours: HTML {
        let key = SettingKey.workingHours.rawValue
        let dates = SettingKey.workingHoursExceptions.rawValue
        let company = words(key, SettingField(.workingHours).value(in: page.company))
        return """
            \(WeekEditor(
                name: key, legend: localize(HoursStrings.title), localize: localize,
                typed: page.typed.week, modes: [.company, .always, .own],
                help: "\(localize(Strings.asCompany(company))).", problem: problem(key)
            ).html)
            \(ExceptionsEditor(
                name: dates, legend: localize(SettingStrings.of(dates).label), localize: localize,
                typed: page.typed.exceptions, help: localize(SettingStrings.of(dates).help),
                problem: problem(dates)
            ).html)
            """
    }
}
