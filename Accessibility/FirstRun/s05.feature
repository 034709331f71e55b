# language: fr
@A7 @EN-11.1.4.3
Fonctionnalité: Lire l'écran avec une basse vision
  Avec de gros caractères, le terminal n'a plus que peu de colonnes.
  Le texte doit rester contrasté, complet et compréhensible sans les couleurs.

  Plan du scénario: Un appel reste lisible dans chaque thème et chaque taille
    Étant donné une agente malvoyante
    Et le thème est « <thème> »
    Et un terminal de <taille>
    Quand « Marie-Antoinette Delacroix » m'appelle
    Alors l'écran montre « Sonne »
    Et le contraste est d'au moins 7 pour un
    Et l'écran se lit sans couleur
    Et aucun texte n'est tronqué
    Et le curseur est sur « Sonne »

    Exemples:
      | thème          | taille |
      | contrast-dark  | 80x25  |
      | contrast-dark  | 40x12  |
      | contrast-light | 80x25  |
      | contrast-light | 40x12  |
