import CallRules
import CompanyTime
import Store

/// The filter form of the call log.
struct CallsForm {
    let page: CallsPage
    let localize: Localizer

    private typealias Field = CallsQuery.Field
    private typealias Strings = CallsStrings
    private var query: CallsQuery { page.query }

    /// The fields behind the button.
    private static let fields: [Field] = [
        .direction, .outcome, .employee, .line, .category, .note, .known, .recording, .returned,
        .hours, .lead,
        .first, .unique, .ignored, .weekday, .hour, .waitFrom, .waitTo, .talkFrom, .talkTo,
    ]

    var html: HTML {
        FilterBar(
            route: .calls, carried: carried,
            period: PeriodMenu(
                query: page.asked, periods: ["today", "yesterday", "6", "29", "month", "all"],
                usualDays: page.usualDays, days: page.wanted.days, route: .calls,
                typed: query, problems: page.problems, localize: localize
            ).html,
            search: FilterBar.Search(
                name: Field.search.rawValue, value: query[.search],
                placeholder: localize(SearchStrings.placeholder),
                problem: problem(.search) ?? problem(.number)),
            fields: CallsForm.fields.map(control),
            count: CallsForm.fields.count { !page.asked[$0].isEmpty },
            isOpen: CallsForm.fields.contains { problem($0) != nil },
            total: Strings.total(page.total, localize), localize: localize
        ).html
    }

    /// Hidden fields for parameters without a control. Typed days override the period.
    private var carried: [HTML] {
        let names: [Field] = [.period, .client, .leadID, .number, .sort]
        return names.filter { !page.asked[$0].isEmpty }.map {
            "<input type=\"hidden\" name=\"\($0.rawValue)\" value=\"\(page.asked[$0])\">"
        }
    }

    private func control(_ field: Field) -> HTML {
        switch field {
        case .waitFrom, .waitTo, .talkFrom, .talkTo: seconds(field)
        case .employee: choice(field, people)
        case .line: choice(field, lines)
        case .category: choice(field, categories)
        default: choice(field, options(field))
        }
    }

    private func seconds(_ field: Field) -> HTML {
        TextField(
            name: field.rawValue, label: localize(Strings.name(of: field)), value: query[field],
            problem: problem(field), kind: .number(0...1_000_000)
        ).html
    }

    private func choice(_ field: Field, _ options: [Choice.Option]) -> HTML {
        Choice(
            name: field.rawValue, label: localize(Strings.name(of: field)),
            options: [Choice.Option(value: "", label: localize(CommonStrings.all))] + options,
            chosen: query[field], problem: problem(field)
        ).html
    }

    private func options(_ field: Field) -> [Choice.Option] {
        Strings.values(of: field).map { Choice.Option(value: $0, label: localize($1)) }
    }

    /// The active employees, and an inactive one while it is chosen.
    private var people: [Choice.Option] {
        options(.employee)
            + page.choices.employees
            .filter { $0.details.active || query[.employee] == "\($0.id.value)" }
            .map { Choice.Option(value: "\($0.id.value)", label: $0.details.name) }
    }

    private var categories: [Choice.Option] {
        page.choices.categories.map { Choice.Option(value: "\($0.id.value)", label: $0.name) }
            + options(.category)
    }

    private var lines: [Choice.Option] {
        let typed = query[.line]
        let all = page.choices.lines
        return (typed.isEmpty || all.contains(typed) ? all : all + [typed])
            .map { number in
                let grouped = PhoneNumber(number).grouped
                let name = localize.lines[number]?.name
                return Choice.Option(
                    value: number, label: name.map { "\($0) · \(grouped)" } ?? grouped)
            }
    }

    private func problem(_ field: Field) -> String? {
        page.problems[field.rawValue].map { localize($0) }
    }
}

/// The active filters, each with a link to the calls without it.
struct CallsChips {
    let page: CallsPage
    let localize: Localizer

    private typealias Strings = CallsStrings

    var html: HTML? {
        let shown = page.asked.fields.filter { ![.period, .sort, .after].contains($0) }
        guard !shown.isEmpty else { return nil }
        return
            "<ul class=\"chips\" aria-label=\"\(localize(Strings.inForce))\">\(shown.map(chip))</ul>"
    }

    private func chip(_ field: CallsQuery.Field) -> HTML {
        let text = "\(localize(Strings.name(of: field))): \(value(field))"
        return """
            <li>\(text)<a class="button quiet" href="\(page.asked.without(field).path)"\
            \(.label, localize(Strings.remove(text)))>\(Icon.cross.html)</a></li>
            """
    }

    private func value(_ field: CallsQuery.Field) -> String {
        let typed = page.asked[field]
        if let known = Strings.values(of: field).first(where: { $0.value == typed }) {
            return localize(known.name)
        }
        switch field {
        case .employee:
            return page.choices.employees.first { "\($0.id.value)" == typed }?.details.name ?? typed
        case .category:
            return page.choices.categories.first { "\($0.id.value)" == typed }?.name ?? typed
        case .from, .to:
            return LocalDay(typed, in: localize.companyClock).map { localize.date($0.start) }
                ?? typed
        case .number: return PhoneNumber(typed).grouped
        case .line: return localize.line(typed)
        default: return typed
        }
    }
}
