import CallRules
import CompanyTime
import Store

/// The file name of a recording: number and local time, in ASCII characters that every file system
/// allows.
struct RecordingName {
    let call: CallRow
    let localize: Localizer
    /// The media type, such as `audio/mpeg`; nil when Phonet sends none.
    let type: String?

    /// Such as `380501234567 2026-01-05 10-30.mp3`. An unknown media type gives no ending.
    var text: String {
        let number = (call.number.e164 ?? call.extension ?? call.number.raw)
            .filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
        let time = call.startedAt.map { start in
            LocalDay(of: start, in: localize.companyClock).text + " "
                + localize.clock(start).replacing(":", with: "-")
        }
        let name = [String(number.prefix(20)), time ?? ""].filter { !$0.isEmpty }
            .joined(separator: " ")
        return (name.isEmpty ? "call" : name) + ending
    }

    private var ending: String {
        switch type {
        case "audio/mpeg", "audio/mp3": ".mp3"
        case "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave": ".wav"
        case "audio/ogg", "audio/opus": ".ogg"
        case _: ""
        }
    }
}
