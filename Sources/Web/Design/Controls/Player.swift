import CallRules
import Store

/// The recording of a call: a player, or the reason why there is no recording.
struct Player {
    let call: CallRow
    let visitor: Visitor
    /// Whether the visitor may listen to recordings.
    let mayListen: Bool

    private var localize: Localizer { visitor.localizer }
    private var path: String { PageRoute.recording(call.uuid).path }

    var html: HTML {
        """
        <section class="panel player" id="recording" aria-labelledby="title-recording">
        <h2 id="title-recording">\(localize(CommonStrings.callRecording))</h2>
        \(content)
        </section>
        """
    }

    private var content: HTML {
        let state = call.recording(at: localize.now)
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
        let why = call.recordingError?.sentence
        return """
            <p class="problem">\(Icon.warning.html) \(localize(Strings.failed)). \(why.map { localize($0) } ?? "")</p>
            <p><a class="button small" href="\(path)" data-retry>\(localize(CommonStrings.tryAgain))</a></p>
            """
    }

    private var label: String {
        let party = CallParty(call: call, localize: localize).title
        return [
            localize(CommonStrings.callRecording) + ": " + party,
            call.startedAt.map(localize.shortTime), length,
        ]
        .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var length: String {
        call.talkSeconds.map { Localizer.duration(seconds: $0) } ?? ""
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
            uk: "Прослуховування записів для Вашої ролі вимкнено.",
            en: "Listening to recordings is switched off for your role.")
        static let failed = LocalizedText(
            uk: "Не вдалося отримати запис", en: "The recording could not be fetched")
        static let download = LocalizedText(uk: "Завантажити", en: "Download")
        static let speed = LocalizedText(uk: "Швидкість", en: "Speed")
    }
}
