import CallRules
import Phonet
import Store

/// Copies recordings from Phonet to the directory beside the database, one after another.
package struct RecordingFetch: Sendable {
    private let store: Store
    private let phonet: PhonetAccess
    private let clock: @Sendable () -> Instant
    private let free: (@Sendable () -> Int64?)?
    private let report: @Sendable (String) -> Void
    private let isStopping: @Sendable () -> Bool

    /// - Parameters:
    ///   - free: reads how many bytes are free on the disk; nil: what the system says.
    ///   - report: receives errors for the log; they contain no address and no number.
    ///   - isStopping: asked after each piece; true leaves the recording for the next start.
    package init(
        _ store: Store, _ phonet: PhonetAccess, clock: @escaping @Sendable () -> Instant,
        free: (@Sendable () -> Int64?)? = nil,
        report: @escaping @Sendable (String) -> Void = { _ in },
        isStopping: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.phonet = phonet
        self.clock = clock
        self.free = free
        self.report = report
        self.isStopping = isStopping
    }

    /// Deletes what is no longer kept and fetches the next recording that is due.
    ///
    /// - Returns: whether there was work; then there may be more.
    package func run() throws(StoreError) -> Bool {
        if try store.removeRecordingLeftovers() { return true }
        let now = clock()
        if try store.trimRecordings(at: now) { return true }
        guard !isStopping(), let due = try store.dueRecording(at: now) else { return false }
        switch copy(due) {
        case .success(let copied?):
            try store.keepRecording(due, bytes: copied.bytes, type: copied.type, at: clock())
        case .success(nil): return false
        case .failure(let error):
            report("recordings: \(error.name)")
            try store.putOffRecording(due, error, at: clock())
        }
        return true
    }

    /// Fetches one recording into its file.
    ///
    /// - Returns: nil: the program is stopping.
    private func copy(
        _ due: DueRecording
    ) -> Result<(bytes: Int, type: String)?, RecordingCopyError> {
        let settings = store.settings.settings
        let opened = phonet.account(domain: settings.phonetDomain, apiKey: settings.phonetAPIKey)
            .flatMap { $0.recording(due.address, range: nil) }
        let recording: PhonetRecording
        switch opened {
        case .success(let open): recording = open
        case .failure(let error): return .failure(.phonet(error))
        }
        return Result { () throws(RecordingCopyError) in
            let file = try store.recordingFile(of: due, free: free)
            do throws(RecordingCopyError) {
                while let piece = try next(of: recording) {
                    if isStopping() {
                        file.discard()
                        return nil
                    }
                    try file.append(piece)
                }
                // curl notices a body that is shorter than announced; this is for all others.
                let announced = recording.contentLength ?? file.bytes
                guard file.bytes > 0, file.bytes == announced else { throw .incomplete }
                try file.publish()
            } catch {
                file.discard()
                throw error
            }
            return (file.bytes, recording.contentType ?? "audio/mpeg")
        }
    }

    private func next(of recording: PhonetRecording) throws(RecordingCopyError) -> [UInt8]? {
        do throws(PhonetError) {
            return try recording.next()
        } catch {
            throw .phonet(error)
        }
    }
}
