import CallRules
import Store

/// The legs of a call on one time axis: when each phone rang and who talked.
struct CallTimeline {
    let detail: CallDetail
    let localize: Localizer

    private typealias Strings = CallStrings

    /// When one leg rang and talked; nil: unknown.
    private struct Span {
        var rang: Range<Instant>?
        var talked: Range<Instant>?

        init(_ leg: LegRow, in whole: Range<Instant>) {
            let end = min(leg.endedAt ?? whole.upperBound, whole.upperBound)
            let answered = leg.answeredAt
            let start = max(leg.dialledAt ?? whole.lowerBound, whole.lowerBound)
            if let answered { talked = Span.range(max(answered, start), end) }
            rang = Span.range(start, answered.map { min(max($0, start), end) } ?? end)
        }

        private static func range(_ from: Instant, _ to: Instant) -> Range<Instant>? {
            from < to ? from..<to : nil
        }
    }

    var html: HTML? {
        guard !detail.legs.isEmpty, let whole else { return nil }
        let heads = [CommonStrings.who, CommonStrings.time, Strings.course]
            .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <section class="section"><h2>\(localize(Strings.legs))</h2>
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(detail.legs.map { row($0, whole) })</tbody></table></div></section>
            """
    }

    /// From the first ringing to the end, or to now while the call lasts.
    private var whole: Range<Instant>? {
        let starts =
            detail.legs.compactMap(\.dialledAt) + [detail.call.startedAt].compactMap(\.self)
        guard let start = starts.min() else { return nil }
        let end = detail.call.endedAt ?? (detail.call.state == .ended ? start : localize.now)
        return start..<max(end, start.next)
    }

    private func row(_ leg: LegRow, _ whole: Range<Instant>) -> HTML {
        let span = Span(leg, in: whole)
        return """
            <tr><td class="name">\(person(leg))</td>
            <td data-label="\(localize(CommonStrings.time))" class="timeline">\(bar(span, whole))</td>
            <td data-label="\(localize(Strings.course))">\(course(span).joined(separator: ", "))</td></tr>
            """
    }

    private func person(_ leg: LegRow) -> HTML {
        let kind: LocalizedText? =
            switch leg.partyKind {
            case .group?: Strings.group
            case .ivr?: Strings.menu
            case .user?, .machine?, .unknown?, nil: nil
            }
        let name = leg.partyName ?? leg.extension ?? localize(Strings.nobody)
        let details = [leg.partyName == nil ? nil : leg.extension, kind.map { localize($0) }]
            .compactMap { $0 }
        return details.isEmpty
            ? "\(name)" : "\(name) <small>\(details.joined(separator: ", "))</small>"
    }

    private func course(_ span: Span) -> [String] {
        [
            span.rang.map { Strings.rang(seconds($0)) },
            span.talked.map { Strings.talked(seconds($0)) },
        ]
        .compactMap { $0.map { localize($0) } }
    }

    /// Drawn 1000 units wide; a piece has at least 6 units, so that it is visible.
    private func bar(_ span: Span, _ whole: Range<Instant>) -> HTML {
        let pieces = [("rang", span.rang), ("talked", span.talked)].map { name, piece in
            piece.map { piece in
                let from = place(of: piece.lowerBound, whole)
                let width = max(place(of: piece.upperBound, whole) - from, 6)
                return
                    "<rect class=\"\(name)\" x=\"\(min(from, 994))\" width=\"\(width)\" height=\"12\"/>"
                    as HTML
            } ?? .empty
        }
        return """
            <svg viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" \
            focusable="false"><rect class="track" width="1000" height="12"/>\(pieces)</svg>
            """
    }

    private func place(of instant: Instant, _ whole: Range<Instant>) -> Int {
        let length = Double(whole.upperBound.milliseconds) - Double(whole.lowerBound.milliseconds)
        let past = Double(instant.milliseconds) - Double(whole.lowerBound.milliseconds)
        return Int(min(max(past / max(length, 1), 0), 1) * 1000)
    }

    private func seconds(_ range: Range<Instant>) -> Int {
        range.upperBound.seconds(since: range.lowerBound)
    }
}
