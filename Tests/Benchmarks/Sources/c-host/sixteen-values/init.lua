local plugin = {}

function plugin.score_values(
  time_on_task, class_participation, attendance_rate, absences, tardies, behavior_referrals,
  suspension_days, self_regulation, relevance, value_of_learning, personal_goals, autonomy,
  belonging, adult_relationships, peer_relationships, family_support
)
  local sum, weights, reasons, v = 0, 0, {}, nil
  v = time_on_task         if v then sum, weights = sum + 3 * v / 10, weights + 3 end
  v = class_participation  if v then sum, weights = sum + v / 10, weights + 1 end
  v = attendance_rate      if v then sum, weights = sum + 4 * v, weights + 4 end
  if v and v < 0.985 then reasons[#reasons + 1] = "often absent" end
  v = absences             if v then sum, weights = sum + 2 * (1 - v / 20), weights + 2 end
  v = tardies              if v then sum, weights = sum + 1 - v / 20, weights + 1 end
  v = behavior_referrals   if v then sum, weights = sum + 2 * (1 - v / 5), weights + 2 end
  v = suspension_days      if v then sum, weights = sum + 3 * (1 - v / 10), weights + 3 end
  v = self_regulation      if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  if v and v < 2 then reasons[#reasons + 1] = "sets few goals" end
  v = relevance            if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  v = value_of_learning    if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  v = personal_goals       if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  v = autonomy             if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  v = belonging            if v then sum, weights = sum + 3 * (v - 1) / 3, weights + 3 end
  if v and v < 2 then reasons[#reasons + 1] = "does not feel at home in school" end
  v = adult_relationships  if v then sum, weights = sum + 2 * (v - 1) / 3, weights + 2 end
  v = peer_relationships   if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  v = family_support       if v then sum, weights = sum + (v - 1) / 3, weights + 1 end
  if weights == 0 then return nil end

  local score = 100 * sum / weights
  return { score = score, tier = score < 60 and "intensive" or "basic", reasons = reasons }
end

return plugin
