/** @type {import("./index.js").Messages} */
export default {
  label: "Recherche",
  placeholder: "Rechercher dans toutes les langues",
  results: "Résultats",
  loading: "Chargement…",
  none: "Aucun résultat",
  failed: "La recherche n’a pas pu être chargée.",
  retry: "Réessayer",
  found: { one: "{n} résultat", other: "{n} résultats" },
  beyond: "{found}, puis des pages qui contiennent certains de ces mots",
  partial: {
    one: "Aucune page ne contient tous ces mots ; {n} en contient certains",
    other: "Aucune page ne contient tous ces mots ; {n} en contiennent certains",
  },
};
