extension Snapshot {
    /// The latest value of each indicator for each student: one column for each indicator and kind of
    /// record that any student has a value from.
    func currentValues() -> [IndicatorColumn] {
        var columns: [IndicatorColumn] = []
        for (number, indicator) in catalog.indicators.enumerated() {
            guard let figure = Self.figures[indicator.id] else { continue }
            let values = (0..<students.count).map { figure(self, $0) ?? .nan }
            guard values.contains(where: { !$0.isNaN }) else { continue }
            columns.append(
                IndicatorColumn(
                    indicator: number, kind: indicator.kind, values: Column(values, in: memory),
                    dates: Column(values.map { $0.isNaN ? CalendarDate.unknown : asOf }, in: memory)))
        }
        columns += latestRecords(observations, of: .observations) { observation in
            (Int(observation.indicator), observation.value)
        }
        columns += latestRecords(surveyAnswers, of: .survey) { answer in
            answer.indicator.map { ($0, answer.value) }
        }
        return columns
    }

    /// The indicators that are computed from events, each as a figure of the student in a row.
    private static let figures: [String: @Sendable (Snapshot, Int) -> Double?] = [
        "credits_earned": { $0.credits(of: $1)?.earned },
        "homework_completion": { $0.homework(of: $1)?.completion },
        "homework_accuracy": { $0.homework(of: $1)?.accuracy },
        "attendance_rate": { $0.attendance(of: $1)?.rate },
        "absences": { $0.schoolAttendance(of: $1).map { Double($0.absences) } },
        "tardies": { $0.schoolAttendance(of: $1).map { Double($0.tardies) } },
        "missed_classes": { $0.schoolAttendance(of: $1).map { Double($0.missedClasses) } },
        "attendance_streak": { $0.attendanceStreak(of: $1).map(Double.init) },
        "behavior_referrals": { $0.discipline(of: $1).map { Double($0.referrals) } },
        "detentions": { $0.discipline(of: $1).map { Double($0.detentions) } },
        "in_school_suspensions": { $0.discipline(of: $1).map { Double($0.inSchoolSuspensions) } },
        "out_of_school_suspensions": { $0.discipline(of: $1).map { Double($0.outOfSchoolSuspensions) } },
        "suspension_days": { $0.discipline(of: $1).map { $0.inSchoolDays + $0.outOfSchoolDays } },
        "extracurricular_participation": { $0.extracurricularHours(of: $1) },
    ]

    /// A student's presence in this school year; nil also where there was no school day: counts of a
    /// student of whom no school day is known are missing, not zero.
    func schoolAttendance(of row: Int) -> AttendanceSummary? {
        attendance(of: row).flatMap { $0.daysEnrolled > 0 ? $0 : nil }
    }

    /// Hours of extracurricular activities in this school year; nil where the district records no
    /// activities at all.
    func extracurricularHours(of row: Int) -> Double? {
        guard !activities.isEmpty else { return nil }
        return activities[row].lazy
            .filter { $0.kind == .extracurricular && $0.date >= schoolYearStart }
            .reduce(0) { $0 + $1.hours }
    }

    /// For each indicator that these records speak of, the mean of the values of its latest day: the
    /// answers of one survey make one figure, and so do two ratings of one day.
    private func latestRecords<Record>(
        _ table: EventTable<Record>, of kind: RecordKind,
        reading: (Record) -> (indicator: Int, value: Double)?
    ) -> [IndicatorColumn] where Record: DatedRecord {
        var values: [Int: (values: [Double], dates: [CalendarDate])] = [:]
        for row in 0..<students.count {
            var latest: [Int: (date: CalendarDate, sum: Double, count: Int)] = [:]
            for record in table[row] {
                guard let (indicator, value) = reading(record) else { continue }
                if let known = latest[indicator], known.date > record.date { continue }
                if let known = latest[indicator], known.date == record.date {
                    latest[indicator] = (known.date, known.sum + value, known.count + 1)
                } else {
                    latest[indicator] = (record.date, value, 1)
                }
            }
            for (indicator, figure) in latest {
                if values[indicator] == nil {
                    values[indicator] = (
                        Array(repeating: .nan, count: students.count),
                        Array(repeating: .unknown, count: students.count)
                    )
                }
                values[indicator]!.values[row] = figure.sum / Double(figure.count)
                values[indicator]!.dates[row] = figure.date
            }
        }
        return values.sorted { $0.key < $1.key }.map { indicator, column in
            IndicatorColumn(
                indicator: indicator, kind: kind, values: Column(column.values, in: memory),
                dates: Column(column.dates, in: memory))
        }
    }

    /// All values of an indicator on record for a student from these kinds, one a day, by date ascending.
    ///
    /// Indicators that are computed from events have no history of their own; for them this is empty.
    public func history(
        of indicator: Int, row: Int, from kinds: Set<RecordKind>
    ) -> [(date: CalendarDate, value: Double)] {
        var days: [CalendarDate: (sum: Double, count: Int)] = [:]
        func add(_ date: CalendarDate, _ value: Double) {
            let day = days[date] ?? (0, 0)
            days[date] = (day.sum + value, day.count + 1)
        }
        if kinds.contains(.observations) {
            for record in observations[row] where record.indicator == indicator {
                add(record.date, record.value)
            }
        }
        if kinds.contains(.survey) {
            for answer in surveyAnswers[row] where answer.indicator == indicator {
                add(answer.date, answer.value)
            }
        }
        return days.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sum / Double($0.value.count)) }
    }
}

/// A record that stands for one day.
protocol DatedRecord: SnapshotRecord {
    var date: CalendarDate { get }
}

extension Observation: DatedRecord {}
extension SurveyAnswer: DatedRecord {}
