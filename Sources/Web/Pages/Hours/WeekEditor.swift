import CallRules

/// The control of working hours: the choice between around the clock and a schedule, and a row for
/// each day with its times and a picture of the day. The script keeps the pictures right and copies
/// Monday to the other weekdays; without it everything can be typed and saved.
struct WeekEditor {
    let name: String
    let legend: String
    let localize: Localizer
    let typed: TypedWeek
    /// The modes to choose from, in order.
    let modes: [TypedWeek.Mode]
    var help: String?
    var problem: String?

    private typealias Strings = HoursStrings

    var html: HTML {
        let frame = FieldLayout(name: name, label: legend, help: help, problem: problem)
        return """
            <fieldset class="hours" id="field-\(name)"\(.describedBy, frame.describedBy)>
            <legend class="visually-hidden">\(legend)</legend>
            <div class="segments">\(modes.map(segment))</div>
            <div class="week" data-week>
            \(Weekday.allCases.enumerated().map(row))
            <p class="copyday" hidden><button type="button" class="small" data-copy-monday>\(Icon.copy.html) \
            \(localize(Strings.copyMonday))</button></p>
            </div>
            \(frame.notes)
            </fieldset>
            """
    }

    private func segment(_ mode: TypedWeek.Mode) -> HTML {
        let word: LocalizedText =
            switch mode {
            case .company: Strings.company
            case .always: Strings.always
            case .own: Strings.own
            }
        return """
            <label><input type="radio" name="\(TypedWeek.modeField(name))" value="\(mode.rawValue)"\
            \(.checked, if: mode == typed.mode)><span>\(localize(word))</span></label>
            """
    }

    private func row(_ index: Int, _ day: Weekday) -> HTML {
        let spans = typed.days[day] ?? []
        let full = localize(CommonStrings.weekdays[index])
        let first = spans.first ?? ("", "")
        let others = Array(spans.dropFirst())
        let others2 = others.isEmpty ? [("", "")] : others
        return """
            <div class="day"><label class="name"><input type="checkbox" role="switch" \
            name="\(TypedWeek.field(name, day))" value="1"\(.checked, if: !spans.isEmpty)>\
            <span>\(full)</span></label>
            <div class="spans">\(span(first, day, full))\
            <details\(.open, if: !others.isEmpty)><summary>\(localize(Strings.pause))</summary>\
            \(others2.map { span($0, day, full) })</details></div>
            <span class="off">\(localize(Strings.closed))</span>
            \(picture(spans))</div>
            """
    }

    private func span(_ ends: (String, String), _ day: Weekday, _ full: String) -> HTML {
        """
        <span class="span"><input class="clocktime" inputmode="numeric" autocomplete="off" maxlength="5" placeholder="--:--" name="\(TypedWeek.fromField(name, day))" value="\(ends.0)" \
        aria-label="\(full), \(localize(Strings.first))"><span aria-hidden="true">–</span>\
        <input class="clocktime" inputmode="numeric" autocomplete="off" maxlength="5" placeholder="--:--" name="\(TypedWeek.untilField(name, day))" value="\(ends.1)" \
        aria-label="\(full), \(localize(Strings.last))"></span>
        """
    }

    /// The day as a bar of 24 hours.
    private func picture(_ spans: [(from: String, until: String)]) -> HTML {
        let bars = spans.compactMap { span -> HTML? in
            guard case .success(let open) = OpenSpan.read(span.from, span.until) else { return nil }
            return "<rect x=\"\(open.from)\" width=\"\(open.until - open.from)\" height=\"8\"/>"
        }
        return """
            <svg class="daybar" viewBox="0 0 1440 8" preserveAspectRatio="none" aria-hidden="true">\(bars)</svg>
            """
    }
}

/// The control of dates whose hours differ: a row for each, and an empty one to fill.
struct ExceptionsEditor {
    let name: String
    let legend: String
    let localize: Localizer
    let typed: TypedExceptions
    var help: String?
    var problem: String?

    private typealias Strings = HoursStrings

    var html: HTML {
        let frame = FieldLayout(name: name, label: legend, help: help, problem: problem)
        let empty = TypedExceptions.Row(date: "", from: "", until: "")
        return """
            <fieldset class="exceptions" id="field-\(name)"\(.describedBy, frame.describedBy) data-dates>
            <legend>\(legend)</legend>
            \((typed.rows + [empty]).map(row))
            <button type="button" class="small" data-add-date hidden>\(Icon.plus.html) \(localize(Strings.addDate))</button>
            \(frame.notes)
            </fieldset>
            """
    }

    private func row(_ row: TypedExceptions.Row) -> HTML {
        """
        <div class="exception"><input type="date" name="\(name)_date" value="\(row.date)" \
        aria-label="\(localize(Strings.date))">\
        <span class="span"><input class="clocktime" inputmode="numeric" autocomplete="off" maxlength="5" placeholder="--:--" name="\(name)_from" value="\(row.from)" \
        aria-label="\(localize(Strings.first))"><span aria-hidden="true">–</span>\
        <input class="clocktime" inputmode="numeric" autocomplete="off" maxlength="5" placeholder="--:--" name="\(name)_to" value="\(row.until)" aria-label="\(localize(Strings.last))"></span>\
        <span class="off"\(.hidden, if: !row.isClosed || row.date.isEmpty)>\(localize(Strings.closed))</span>\
        <button type="button" class="quiet small" data-remove-date hidden \
        title="\(localize(Strings.removeDate))" aria-label="\(localize(Strings.removeDate))">\(Icon.cross.html)</button></div>
        """
    }
}
