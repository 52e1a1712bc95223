local plugin = {}

function plugin.score(student)
  local values, sum, weights, reasons, v = student.engagement, 0, 0, {}, nil
  v = values.time_on_task         if v then sum, weights = sum + 3 * v / 10, weights + 3 end
  v = values.class_participation  if v then sum, weights = sum + v / 10, weights + 1 end
  v = values.attendance_rate      if v then sum, weights = sum + 4 * v, weights + 4 end
  if v and v < 0.985 then reasons[#reasons + 1] = "often absent" end
  v = values.absences             if v then sum, weights = sum + 2 * (1 - v / 20), weights + 2 end
  v = values.tardies              if v then sum, weights = sum + 1 - v / 20, weights + 1 end
  v = values.behavior_referrals   if v then sum, weights = sum + 2 * (1 - v / 5), weights + 2 end
  v = values.suspension_days      if v then sum, weights = sum + 3 * (1 - v / 10), weights + 3 end
  v = values.self_regulation      if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  if v and v < 2 then reasons[#reasons + 1] = "sets few goals" end
  v = values.relevance            if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  v = values.value_of_learning    if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  v = values.personal_goals       if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  v = values.autonomy             if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  v = values.belonging            if v then sum, weights = sum + 3 * (v - 1) / 3, weights + 3 end
  if v and v < 2 then reasons[#reasons + 1] = "does not feel at home in school" end
  v = values.adult_relationships  if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  v = values.peer_relationships   if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  v = values.family_support       if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  if weights == 0 then return nil end

  local score = 100 * sum / weights
  return { score = score, tier = score < 60 and "intensive" or "basic", reasons = reasons }
end

return plugin
