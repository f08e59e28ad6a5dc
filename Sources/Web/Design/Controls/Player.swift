import CallRules
import Store

/// The recording of a call or of one of its legs: a player, or the reason why there is no
/// recording.
struct Player {
    let call: CallRow
    /// The leg that is played, when the call has recordings of several; nil: the call's only one.
    var leg: LegRow?
    let visitor: Visitor
    /// Whether the visitor may listen to the recordings of this call.
    let mayListen: Bool

    private var localize: Localizer { visitor.localizer }
    private var path: String { PageRoute.recording(leg?.uuid ?? call.uuid).path }
    private var id: String { leg.map { "recording-\($0.uuid)" } ?? "recording" }

    /// A player for each recording of a call; one that says why there is none.
    static func all(of detail: CallDetail, visitor: Visitor, mayListen: Bool) -> [HTML] {
        let recordings = detail.recordings
        let legs: [LegRow?] = recordings.count > 1 ? recordings : [nil]
        return legs.map {
            Player(call: detail.call, leg: $0, visitor: visitor, mayListen: mayListen).html
        }
    }

    var html: HTML {
        """
        <section class="panel player" id="\(id)" aria-labelledby="title-\(id)">
        <h2 id="title-\(id)">\(title)</h2>
        \(content)
        </section>
        """
    }

    private var title: String {
        let person = leg.flatMap { $0.partyName ?? $0.extension }
        return [localize(CommonStrings.callRecording), person].compactMap(\.self)
            .joined(separator: ": ")
    }

    private var content: HTML {
        let state = leg?.recording(at: localize.now) ?? call.recording(at: localize.now)
        guard mayListen || state == .none else {
            return line(.plain, .lock, Strings.denied)
        }
        return switch state {
        case .none: line(.plain, .sound, Strings.none)
        case .preparing:
            call.outcome == .answered && call.state != .ended
                ? line(.plain, .sound, Strings.talking)
                : line(.alert, .sound, Strings.preparing)
        case .ready: sound
        case .failed: failure + sound
        }
    }

    private func line(_ meaning: Badge.Meaning, _ icon: Icon, _ sentence: LocalizedText) -> HTML {
        "<p class=\"badge long \(meaning.rawValue)\">\(icon.html) <span>\(localize(sentence))</span></p>"
    }

    /// The audio element. `preload="none"`, because each request is audited as a playback, so the
    /// browser must not send one by itself.
    private var sound: HTML {
        """
        <audio controls preload="none" src="\(path)" aria-label="\(label)" \
        data-failed="\(localize(Strings.failed))"></audio>
        <p class="problem" role="status" data-cause></p>
        <div class="buttons"><span class="muted">\(length)</span>
        <span class="buttons" role="group" aria-label="\(localize(Strings.speed))" data-speeds hidden>\(speeds)</span>
        <a class="button quiet" href="\(path)?download">\(Icon.download.html) \(localize(Strings.download))</a></div>
        """
    }

    private var failure: HTML {
        let error = leg.map(\.recordingError) ?? call.recordingError
        let why = error?.sentence
        return """
            <p class="problem">\(Icon.warning.html) \(localize(Strings.failed)). \(why.map { localize($0) } ?? "")</p>
            <p><a class="button small" href="\(path)" data-retry>\(localize(CommonStrings.tryAgain))</a></p>
            """
    }

    private var label: String {
        let party = CallParty(call: call, localize: localize).title
        return [
            title + ": " + party, (leg?.answeredAt ?? call.startedAt).map(localize.shortTime),
            length,
        ]
        .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var length: String {
        (leg.map(\.talkSeconds) ?? call.talkSeconds).map { Localizer.duration(seconds: $0) } ?? ""
    }

    private var speeds: HTML {
        let choices = [("1", "1×"), ("1.5", "1,5×"), ("2", "2×")].map { value, shown in
            """
            <button type="button" class="quiet small" data-speed="\(value)" \
            aria-pressed="\(value == "1" ? "true" : "false")">\
            \(localize(LocalizedText(uk: shown, en: "\(value)×")))</button>
            """ as HTML
        }
        return "\(choices)"
    }

    private enum Strings {
        static let none = LocalizedText(uk: "Запису немає.", en: "There is no recording.")
        static let talking = LocalizedText(
            uk: "Запис з’явиться після розмови.",
            en: "The recording will appear after the conversation.")
        static let preparing = LocalizedText(
            uk: "Запис готується. Phonet надсилає його за кілька хвилин після розмови.",
            en:
                "The recording is being prepared. Phonet has it some minutes after the conversation."
        )
        static let denied = LocalizedText(
            uk: "Слухати цей запис Вам не дозволено.",
            en: "You may not listen to this recording.")
        static let failed = LocalizedText(
            uk: "Не вдалося отримати запис", en: "Recording unavailable")
        static let download = LocalizedText(uk: "Завантажити", en: "Download")
        static let speed = LocalizedText(uk: "Швидкість", en: "Speed")
    }
}
