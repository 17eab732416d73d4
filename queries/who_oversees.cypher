// question: Who oversees, helps to oversee or liaises with an agency on a day?
// parameters:
//   agency: {type: Agency, required: true, means: "its name, an alias or its id"}
//   as_of: {type: date, default: today, means: the day that is asked about}
// columns:
//   agency: its full name
//   person: the name of the official
//   title: "what the official was called in the dated evidence nearest to the day, if there is any"
//   relation: "分管, 协管 or 联系"
//   from: "the day it began, a window 2021-03-01..2021-03-31, or nothing where it is unknown"
//   to: "the first day on which it no longer held, a window, or nothing while it is open"
//   noticed: the date of the notice that says so
//   document: that notice
//   fact: the id of the first piece of evidence
//   possible: "true where a window or an unknown start leaves open whether it held on the day"
// order: [relation, person, agency]
// example: {agency: 云州市水利局, as_of: "2021-06-01"}

MATCH (agency:Agency)
WHERE agency.id = $agency OR agency.name = $agency OR $agency IN agency.aliases
MATCH (person:Person)-[edge:`分管`|`协管`|`联系`]->(agency)
WITH agency, person, edge,
     coalesce(edge.validFrom, edge.fromNotBefore) AS earliestStart,
     coalesce(edge.validFrom, edge.fromNotAfter) AS latestStart,
     coalesce(edge.validTo, edge.toNotBefore) AS earliestEnd,
     coalesce(edge.validTo, edge.toNotAfter) AS latestEnd
WHERE (earliestStart IS NULL OR earliestStart <= $as_of) AND (latestEnd IS NULL OR $as_of < latestEnd)
RETURN
  agency.name AS agency,
  person.name AS person,
  head(COLLECT {
    MATCH (person)-[seen:HOLDS|ATTENDED|CHAIRED]->(at)
    WITH seen,
         coalesce(seen.title, CASE seen.kind WHEN 'HOLDS' THEN at.title END) AS title,
         coalesce(seen.validFrom, seen.fromNotAfter) AS day,
         coalesce(seen.validFrom, seen.fromNotBefore) AS start,
         coalesce(seen.validTo, seen.toNotAfter) AS end
    WHERE title IS NOT NULL AND day IS NOT NULL
      AND (seen.kind <> 'HOLDS' OR ((start IS NULL OR start <= $as_of) AND (end IS NULL OR $as_of < end)))
    RETURN title ORDER BY abs(duration.inDays(date(day), date($as_of)).days), day, title LIMIT 1
  }) AS title,
  edge.kind AS relation,
  CASE
    WHEN edge.validFrom IS NOT NULL THEN edge.validFrom
    WHEN coalesce(edge.fromNotBefore, edge.fromNotAfter) IS NOT NULL
      THEN coalesce(edge.fromNotBefore, '') + '..' + coalesce(edge.fromNotAfter, '')
  END AS `from`,
  CASE
    WHEN edge.validTo IS NOT NULL THEN edge.validTo
    WHEN coalesce(edge.toNotBefore, edge.toNotAfter) IS NOT NULL
      THEN coalesce(edge.toNotBefore, '') + '..' + coalesce(edge.toNotAfter, '')
  END AS `to`,
  edge.noticed AS noticed,
  edge.document AS document,
  head(edge.facts) AS fact,
  NOT coalesce(latestStart <= $as_of, false)
    OR NOT coalesce($as_of < earliestEnd, latestEnd IS NULL) AS possible
ORDER BY
  CASE relation WHEN '分管' THEN 0 WHEN '协管' THEN 1 ELSE 2 END,
  person, agency, title, `from`, `to`, noticed, document, fact, possible
