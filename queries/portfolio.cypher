// question: What does a person oversee, help to oversee, liaise with and answer for on a day?
// parameters:
//   person: {type: Person, required: true, means: the name or the id}
//   as_of: {type: date, default: today, means: the day that is asked about}
// columns:
//   relation: "分管, 协管, 联系, 负责 or 协助"
//   object: the agency or the field of work
//   from: "the day it began, a window 2021-03-01..2021-03-31, or nothing where it is unknown"
//   to: "the first day on which it no longer held, a window, or nothing while it is open"
//   noticed: the date of the notice that says so
//   document: that notice
//   fact: the id of the first piece of evidence
//   possible: "true where a window or an unknown start leaves open whether it held on the day"
// order: [relation, object]
// example: {person: 江望, as_of: "2021-06-01"}

MATCH (person:Person)
WHERE person.id = $person OR person.name = $person OR $person IN person.aliases
MATCH (person)-[edge:`分管`|`协管`|`联系`|`负责`|`协助`]->(object)
WITH object, edge,
     coalesce(edge.validFrom, edge.fromNotBefore) AS earliestStart,
     coalesce(edge.validFrom, edge.fromNotAfter) AS latestStart,
     coalesce(edge.validTo, edge.toNotBefore) AS earliestEnd,
     coalesce(edge.validTo, edge.toNotAfter) AS latestEnd
WHERE (earliestStart IS NULL OR earliestStart <= $as_of) AND (latestEnd IS NULL OR $as_of < latestEnd)
RETURN
  edge.kind AS relation,
  object.name AS object,
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
  CASE relation WHEN '分管' THEN 0 WHEN '协管' THEN 1 WHEN '联系' THEN 2 WHEN '负责' THEN 3 ELSE 4 END,
  object, `from`, `to`, noticed, document, fact, possible
